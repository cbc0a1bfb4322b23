import { expect, test } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import { authorise } from '../../src/engine/authorise.ts'
import type { Faces } from '../../src/engine/command.ts'
import { createPeople } from '../../src/engine/people.ts'
import { ana, ben, eventually, type Stage, stageFor } from './stage.ts'

const stage = stageFor()

const second = 'second@learnbot.example.com'
const refused = new OutsideError('Slack refused users.lookupByEmail: missing_scope.', {
  service: 'slack',
  fault: 'refused',
  effect: 'none',
  code: 'missing_scope',
})
const away = new OutsideError('Slack did not answer users.lookupByEmail.', {
  service: 'slack',
  fault: 'away',
  effect: 'none',
})

/** Level 1 is the group that Ana is in, and somebody who cannot be looked up. */
function withSecond({ system, slack }: Stage, first: string, error: OutsideError) {
  system.escalation[0]!.notify = [first, second]
  const { people } = slack.directory
  let isLost = true
  slack.directory.people = async person => {
    if (person !== second) return people(person)
    if (isLost) throw error
    return [ben]
  }
  return { found: () => void (isLost = false) }
}

const mentions = ({ slack }: Stage) => slack.posts.filter(({ mark }) => mark.includes('mention:'))

test('one of a level cannot be looked up: the others are told, and the thread says who is not', async () => {
  const at = await stage()
  withSecond(at, '@oncall', refused)
  await at.tells('triggered')
  at.work()
  await eventually(() => at.slack.direct(ana.id)[0])
  const said = await eventually(() =>
    at.slack.posts.find(({ message }) => JSON.stringify(message).includes(second)),
  )
  expect(said.thread).toBe(at.slack.cards()[0]!.ts)
  expect(JSON.stringify(said.message)).toContain(
    `Level 1: ${second} could not be looked up, and is not told. Slack refused users.lookupByEmail: missing_scope.`,
  )
  const asked = await eventually(() => mentions(at)[0])
  expect(asked.message.text).toContain('<!subteam^SONCALL>')
  await eventually(async () => (await at.queue.depth(at.system.system)).held === 0)
  expect(at.slack.direct(ana.id)).toHaveLength(1)
})

test('one of a level cannot be looked up as yet: the others are told at once, and that one in the end', async () => {
  const at = await stage()
  const { found } = withSecond(at, '@oncall', away)
  await at.tells('triggered')
  at.work()
  await eventually(() => at.slack.direct(ana.id)[0])
  expect(at.slack.direct(ben.id)).toEqual([])
  found()
  await eventually(() => at.slack.direct(ben.id)[0])
  expect(at.slack.direct(ana.id)).toHaveLength(1)
})

test('nobody of a level can be looked up: that is not a level that reaches nobody', async () => {
  const at = await stage()
  const { found } = withSecond(at, '@nobody', refused)
  await at.tells('triggered')
  at.work()
  await eventually(() => at.slack.cards()[0])
  await eventually(async () => (await at.queue.depth(at.system.system)).held > 0)
  expect((await at.incident()).level).toBe(1)
  found()
  await eventually(() => at.slack.direct(ben.id)[0])
  expect((await at.incident()).level).toBe(1)
})

test('one of the responders cannot be looked up: the others may act all the same, and nobody else', async () => {
  const { system, slack } = await stage()
  withSecond({ system, slack } as Stage, '@oncall', refused)
  const people = createPeople(slack.directory)
  const faces = { people, systems: { inChannel: async () => [{ system }] } } as unknown as Faces
  const ack = { name: 'incident ack', permission: 'responders' } as const
  const here = { channel: 'C-alerts' }
  await authorise(ack, system, { ...here, user: ana.id }, faces)
  await expect(authorise(ack, system, { ...here, user: 'UDAN' }, faces)).rejects.toThrow(
    'Slack does not say at the moment who LearnBot',
  )
})

test('Slack has not said for long who is in a group: a page is answered, and nothing is changed', async () => {
  const { system, slack } = await stage()
  Object.assign(system.people, { operators: ['@oncall'], approvers: ['@oncall'] })
  slack.directory.entitled = async () => {
    throw refused
  }
  const people = createPeople(slack.directory)
  const faces = { people, systems: { inChannel: async () => [{ system }] } } as unknown as Faces
  const may = (permission: 'responders' | 'operators' | 'approvers') =>
    authorise({ name: 'this', permission }, system, { channel: 'C-alerts', user: ana.id }, faces)
  await may('responders')
  for (const role of ['operators', 'approvers'] as const)
    await expect(may(role)).rejects.toThrow(`Slack does not say at the moment who LearnBot's ${role} are`)
})
