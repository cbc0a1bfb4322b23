import { expect, test } from 'vitest'
import { reads } from '../../blocks/reading.ts'
import { eventually, minutes } from '../stage.ts'
import { ana, ben, dialStageFor } from './stage.ts'

const stage = dialStageFor()

/** A world in which nothing is to be changed, and in it a P1 of an environment. */
async function frozenStage(environment = 'production') {
  const on = await stage()
  const everyDay = { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '00:00' }
  const staging = { ...on.system.environments.production!, channel: '#staging' }
  Object.assign(on.system.environments, { staging })
  Object.assign(on.system, {
    freeze: { timezone: 'UTC', windows: [{ ...everyDay, reason: 'the year ends' }] },
  })
  const incident = await on.incidents.declare(
    { system: on.system.system, environment, severity: 'P1', title: 'all down', by: ben },
    'declare',
  )
  return { ...on, incident }
}

test('in a freeze only what an open P1 or P2 needs is changed, and that is', async () => {
  const { asks, approves, now, incident, dial, work } = await frozenStage()
  await expect(asks(5)).rejects.toThrow('production are frozen: the year ends')
  const run = await asks(5, { incident: incident.id })
  await approves(run)
  work()
  await eventually(async () => (await now(run)).state === 'succeeded', 8_000)
  expect(dial.shows).toBe(5)
})

test('an incident that was over a month ago lifts no freeze', async () => {
  const { asks, incident, incidents, clock } = await frozenStage()
  await incidents.apply(incident, { type: 'resolve', by: ben }, 'resolve')
  await clock.advance(30 * 24 * 60 * minutes)
  await expect(asks(5, { incident: incident.id })).rejects.toThrow('frozen')
})

test('a P1 of staging lifts no freeze of production, nor is breaking the glass offered in it', async () => {
  const { asks, incident, system, message, work } = await frozenStage('staging')
  await expect(asks(5, { incident: incident.id })).rejects.toThrow('frozen')

  Object.assign(system, { freeze: undefined })
  const run = await asks(5, { incident: incident.id, by: ana })
  work()
  await eventually(() => message(run) !== undefined)
  expect(reads(message(run)!.message)).toContain('waits for approval')
  expect(JSON.stringify(message(run)!.message)).not.toContain('Break the glass')
})
