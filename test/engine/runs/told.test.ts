import { expect, test } from 'vitest'
import { propose } from '../../../src/domain/run/opening.ts'
import type { Chat } from '../../../src/ports/chat.ts'
import { refused } from '../fake-slack.ts'
import { eventually } from '../stage.ts'
import { dialStageFor } from './stage.ts'

const stage = dialStageFor()
type On = Awaited<ReturnType<typeof stage>>

/** Slack, but for one place in which nothing may be posted. */
const without = ({ slack }: On, closed: string, code: string): Chat => ({
  ...slack.chat,
  async post(place, ...message) {
    if (place.channel === closed) throw refused(code)
    return slack.chat.post(place, ...message)
  },
})

/** Two may say yes: Ben and Cara. */
async function asked(closed: string, code: string) {
  const on = await stage()
  on.system.people.approvers = ['@leads', 'cto']
  const run = await on.asks(5)
  on.work(without(on, closed, code))
  const told = (channel: string) => on.slack.posts.find(post => post.channel === channel)
  return { ...on, run, told }
}

test('the channel takes nothing from Belay: whoever may say yes is asked in person all the same', async () => {
  const { told, run, approves, now, dial } = await asked('C-CALERTS', 'restricted_action_read_only_channel')
  const ask = await eventually(() => told('D-UBEN'))
  expect(ask.message.text).toContain('Ana asks to')
  await approves(run)
  await eventually(async () => (await now(run)).state === 'succeeded')
  expect(dial.turned).toEqual([5])
})

test('Slack takes nothing for the first who may say yes: the second is asked', async () => {
  const { told } = await asked('D-UBEN', 'user_not_visible')
  expect((await eventually(() => told('D-UCARA'))).message.text).toContain('Ana asks to')
})

test('the first who may say yes cannot be looked up: the second is asked', async () => {
  const on = await stage()
  const { people } = on.slack.directory
  on.slack.directory.people = async person => {
    if (person === '@leads') throw refused('missing_scope')
    return people(person)
  }
  on.system.people.approvers = ['@leads', 'cto']
  await on.asks(5)
  on.work()
  await eventually(() => on.slack.direct('UCARA')[0])
})

test('what a schedule has begun, while nobody looks on, comes to nothing: the channel hears so', async () => {
  const { can, clock, dial, slack, system, work } = await stage()
  const wanted = { system: system.system, environment: 'production', operation: 'turn', input: { to: 5 } }
  const { plan, digest } = await can.runs.planner(wanted)
  const run = propose({
    ...wanted,
    id: '5c4ed01e5c4ed01e',
    plan,
    digest,
    place: { channel: 'CALERTS' },
    risk: 'change',
    by: { via: 'belay', name: 'The schedule weekly' },
    needs: { required: 0, expireMs: 900_000 },
    scheduled: 'weekly',
    at: clock.now(),
    wall: clock.wall(),
  })
  await can.runs.ledger.open(run, 'weekly')
  dial.shows = 9
  work()
  const nothing = '⚪ not begun: turn the dial. What is known, and what can be done, stands in its message.'
  await eventually(() => slack.thread().includes(nothing))
})
