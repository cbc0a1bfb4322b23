import { pino } from 'pino'
import { expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import type { Faces } from '../../src/engine/command.ts'
import { createDesk } from '../../src/engine/dispatch.ts'
import { createPeople } from '../../src/engine/people.ts'
import { createRefusals } from '../../src/engine/refusals.ts'
import { createSystems } from '../../src/engine/systems.ts'
import { ana, aPage, minutes, type Stage, stageFor } from './stage.ts'

const stage = stageFor()

const by = { via: 'slack', id: ana.id, name: ana.name } as const
const channelId = 'C-alerts'

/** What people ask for, on a real desk; `audit` is what is written of it. */
function deskOf({ system, slack, incidents, store, clock }: Stage) {
  const directory = {
    ...slack.directory,
    channelName: async (id: string) => (id === channelId ? '#alerts' : undefined),
  }
  const faces = {
    incidents,
    systems: createSystems([system], directory),
    people: createPeople(directory),
    now: () => clock.now(),
  } as Partial<Faces> as Faces
  const log = pino({ level: 'silent' })
  const desk = createDesk({ commands, faces, log, onNotAllowed: createRefusals(store, clock) })
  let deliveries = 0
  return (user: string, text: string, channel: string | undefined = channelId) =>
    desk.handle({
      id: `delivery-${++deliveries}`,
      source: 'slash',
      text,
      fields: {},
      user,
      team: 'T1',
      channel,
    })
}

const refusals = async ({ store, system }: Stage) =>
  (await store.audit(system.system, 100)).entries.filter(({ what }) => what === 'refused')

test('what a merge does is in the audit of both: who is merged, and what becomes of the other', async () => {
  const { tells, incidents, system, store, clock } = await stage()
  const mild = aPage(clock.now(), { id: 'PMILD', title: 'mild', priority: 'P2', urgency: 'low' })
  await tells('triggered', { page: mild })
  await tells('triggered', { page: aPage(clock.now(), { id: 'PBAD', title: 'bad' }) })
  const open = await incidents.open([system.system])
  const [from, into] = ['bad', 'mild'].map(title => open.find(one => one.title === title)!)
  expect((await incidents.merge(from!, into!, by, 'merge')).mergedInto?.id).toBe(into!.id)
  expect((await incidents.find(into!.id))!.severity).toBe('P1')
  const written = (await store.audit(system.system, 100)).entries.filter(({ what }) => what !== 'open')
  expect(written).toMatchObject([
    { by: 'slack:UANA', what: 'merge', incident: from!.id, detail: { into: { id: into!.id } } },
    {
      by: 'slack:UANA',
      what: 'absorb',
      incident: into!.id,
      detail: { from: { id: from!.id }, severity: 'P1' },
    },
  ])
})

test('who was not allowed what, and where, is in the audit', async () => {
  const at = await stage()
  const says = deskOf(at)
  await at.tells('triggered')
  const { number } = await at.incident()
  await says('UDAN', `incident ack INC-${number}`)
  await says(ana.id, `incident resolve INC-${number}`, 'C-random')
  await says(ana.id, `incident ack INC-${number}`)
  expect((await at.incident()).state).toBe('acknowledged')
  expect(await refusals(at)).toMatchObject([
    { by: 'slack:UDAN', detail: { command: 'incident ack', channel: channelId } },
    { by: 'slack:UANA', detail: { command: 'incident resolve', channel: 'C-random' } },
  ])
})

test('who asks again and again for what they may not do fills no audit: it is written once an hour', async () => {
  const at = await stage()
  const says = deskOf(at)
  await at.tells('triggered')
  const { number } = await at.incident()
  for (let i = 0; i < 5; i++) await says('UDAN', `incident ack INC-${number}`)
  expect(await refusals(at)).toHaveLength(1)
  await at.clock.advance(60 * minutes)
  for (let i = 0; i < 5; i++) await says('UDAN', `incident ack INC-${number}`)
  expect(await refusals(at)).toHaveLength(2)
})
