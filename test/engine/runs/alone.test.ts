import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Actor, belay } from '../../../src/domain/actor.ts'
import type { Incident } from '../../../src/domain/incident.ts'
import { aPage, minutes } from '../stage.ts'
import { ana, ben, dialStageFor } from './stage.ts'

const stage = dialStageFor()
type Stage = Awaited<ReturnType<typeof stage>>

const monitor: Actor = { via: 'pagerduty', name: 'PagerDuty' }
const inPagerDuty = (id: string): Actor => ({ via: 'pagerduty', id, name: 'somebody' })

/** What Ana is answered who wants to go ahead alone in an incident; undefined when it begins. */
async function alone({ asks, does, face, now }: Stage, incident: Incident): Promise<string | undefined> {
  const run = await asks(5, { incident: incident.id })
  const refused = await face
    .breakGlass(run, ana, 'nobody answers', `glass of ${run.id}`)
    .then(() => undefined)
    .catch((error: Error) => error.message)
  expect((await now(run)).state).toBe(refused === undefined ? 'approved' : 'proposed')
  await does(run, { type: 'cancel', by: ana })
  return refused
}

test('a P1 of a monitor, or of somebody else in PagerDuty: Ana may go ahead alone', async () => {
  const on = await stage()
  await on.tells('triggered', { by: monitor })
  expect(await alone(on, await on.incident())).toBeUndefined()

  const other = await stage()
  await other.tells('triggered', { by: inPagerDuty('PBEN') })
  expect(await alone(other, await other.incident())).toBeUndefined()
})

test('Ana has made the alert a P1 herself: it takes somebody else to agree with that', async () => {
  const on = await stage()
  const { priority: _, ...page } = aPage(on.clock.now(), { id: on.pageId })
  await on.tells('triggered', { page, by: monitor })
  const opened = await on.incident()
  expect(opened.severity).toBe('P2')
  await on.incidents.apply(opened, { type: 'severity', to: 'P1', by: ana }, 'raise')
  expect(await alone(on, await on.incident())).toContain('You raised it to a P1 yourself')

  await on.incidents.apply(await on.incident(), { type: 'severity', to: 'P2', by: ben }, 'lower')
  await on.incidents.apply(await on.incident(), { type: 'severity', to: 'P1', by: ben }, 'raise again')
  expect(await alone(on, await on.incident())).toBeUndefined()
})

test('a P1 that Ana declared goes into an alert: she has made that a P1', async () => {
  const on = await stage()
  const { priority: _, ...page } = aPage(on.clock.now(), { id: on.pageId })
  await on.tells('triggered', { page, by: monitor })
  const alert = await on.incident()
  const own = await on.incidents.declare(
    { system: on.system.system, environment: 'production', severity: 'P1', title: 'all down', by: ana },
    'declare',
  )
  await on.incidents.merge(own, alert, ana, 'merge')
  const merged = (await on.incidents.find(alert.id))!
  expect(merged.severity).toBe('P1')
  expect(await alone(on, merged)).toContain('You raised it to a P1 yourself')
})

test('Ana has triggered it in PagerDuty, where she is known by another id', async () => {
  const on = await stage()
  await on.tells('triggered', { by: inPagerDuty('PANA') })
  expect(await alone(on, await on.incident())).toContain('You declared it yourself')
})

test('somebody whom Slack does not know has triggered it: that may be Ana', async () => {
  const on = await stage()
  await on.tells('triggered', { by: inPagerDuty('PWHO') })
  expect(await alone(on, await on.incident())).toContain('cannot be told that it was not you')
})

/** PagerDuty has been told that it is over. */
async function overThere({ incident, ledger, clock }: Stage) {
  const { id, system, pagerduty } = await incident()
  const held = { status: 'resolved' as const, since: clock.now() }
  const told = { type: 'pagerduty-told', want: pagerduty!.want!.at, held, by: belay } as const
  await ledger.take(system, id, told, randomUUID())
}

test('Ana has opened the P1 of last month again, here or in PagerDuty', async () => {
  const on = await stage()
  await on.tells('triggered', { by: monitor })
  await on.incidents.apply(await on.incident(), { type: 'resolve', by: ben }, 'resolve')
  await on.clock.advance(30 * 24 * 60 * minutes)
  await on.incidents.apply(await on.incident(), { type: 'reopen', by: ana }, 'reopen')
  expect(await alone(on, await on.incident())).toContain('You reopened it yourself')

  await on.incidents.apply(await on.incident(), { type: 'resolve', by: ben }, 'resolve again')
  await overThere(on)
  await on.tells('reopened', { by: inPagerDuty('PANA') })
  expect(await alone(on, await on.incident())).toContain('You reopened it yourself')

  await on.incidents.apply(await on.incident(), { type: 'resolve', by: ben }, 'and again')
  await overThere(on)
  await on.tells('reopened', { by: monitor })
  expect(await alone(on, await on.incident())).toBeUndefined()
})

test('a P1 of staging is none of production', async () => {
  const on = await stage()
  const staging = { ...on.system.environments.production!, channel: '#staging' }
  Object.assign(on.system.environments, { staging })
  const incident = await on.incidents.declare(
    { system: on.system.system, environment: 'staging', severity: 'P1', title: 'slow', by: ben },
    'declare',
  )
  expect(await alone(on, incident)).toContain('its incident is of staging')
})
