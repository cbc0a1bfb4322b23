import { expect, test } from 'vitest'
import { tidy } from '../../src/engine/jobs/tidy.ts'
import type { InHand } from '../../src/engine/performer.ts'
import type { Posted } from '../../src/engine/post-once.ts'
import { someone } from './fake-slack.ts'
import { type Stage, stageFor } from './stage.ts'

const stage = stageFor()

/** Whoever looks for a copy of this card has it in hand. */
async function inHand({ queue, clock, system: { system } }: Stage, incident: string) {
  const job = { kind: 'tidy', incident, intent: 'card' } as const
  await queue.order(system, [{ job, due: clock.now() - 1_000, when: 'replace' }])
  const [claim] = (await queue.claim(system, 1, 60_000, ['tidy'])).claims
  return { system, job, claim: claim!, guard() {} } satisfies InHand<'tidy'>
}

const postTo =
  ({ slack }: Stage) =>
  (mark: string, thread?: string) =>
    slack.chat.post(
      { channel: 'C1', ...(thread !== undefined && { thread }) },
      { text: '', blocks: [] },
      { mark },
    )

/** A card that stands there twice: which of them the mirror knows, below which people have said something, and Belay. */
async function twice(known: 0 | 1, answered: number[], told: number[] = []) {
  const on = await stage()
  const { queue, posts, clock, slack, system } = on
  const post = postTo(on)
  const copies = [await post('i1/card'), await post('i1/card')]
  for (const i of answered) await post(someone, copies[i]!.ts)
  for (const i of told) await post('i1/entry:0', copies[i]!.ts)
  const held = await inHand(on, 'i1')
  const card: Posted = {
    state: 'posted',
    channel: 'C1',
    ts: copies[known]!.ts,
    shown: 's',
    link: 'https://slack.example.com/card',
  }
  await posts.put(system.system, 'i1', 'card', card, held.claim)
  await tidy({ posts, chat: slack.chat, queue, clock })(held)
  const cards = slack.posts.filter(({ mark }) => mark === 'i1/card')
  const left = cards.map(({ ts }) => ts)
  const leading = cards.filter(({ message }) => message.text.includes('the other one'))
  const now = (await posts.get(system.system, 'i1', 'card')) as Posted
  const index = (ts: string) => copies.findIndex(copy => copy.ts === ts)
  const isOwed = (await queue.find(system.system, 'show:i1')) !== undefined
  return {
    left: left.map(index),
    leading: leading.map(({ ts }) => index(ts)),
    known: index(now.ts),
    isLinked: now.link !== undefined,
    isOwed,
    lines: slack.posts.filter(({ mark }) => mark === 'i1/entry:0').map(({ thread }) => index(thread!)),
  }
}

test('a copy that came first and late, and that nobody has answered, goes: the thread is below ours', async () => {
  expect(await twice(1, [1])).toEqual({
    left: [1],
    leading: [],
    known: 1,
    isLinked: true,
    isOwed: false,
    lines: [],
  })
})

test('of copies that nobody has answered the first stays, and is shown and linked to anew', async () => {
  expect(await twice(1, [])).toEqual({
    left: [0],
    leading: [],
    known: 0,
    isLinked: false,
    isOwed: true,
    lines: [],
  })
  expect(await twice(0, [])).toEqual({
    left: [0],
    leading: [],
    known: 0,
    isLinked: true,
    isOwed: false,
    lines: [],
  })
})

test('one that somebody has answered stays, and is ours from then on if ours is not answered', async () => {
  expect(await twice(0, [1])).toEqual({
    left: [1],
    leading: [],
    known: 1,
    isLinked: false,
    isOwed: true,
    lines: [],
  })
  expect(await twice(1, [0, 1])).toEqual({
    left: [0, 1],
    leading: [0],
    known: 1,
    isLinked: true,
    isOwed: false,
    lines: [],
  })
})

test('a copy below which only Belay has said something, in a past that it forgot, goes with what it said', async () => {
  const ours = { leading: [], known: 1, isLinked: true, isOwed: false }
  expect(await twice(1, [], [0, 1])).toEqual({ ...ours, left: [1], lines: [1] })
  expect(await twice(1, [1], [0])).toEqual({ ...ours, left: [1], lines: [] })
})

test('ours leads to the one that somebody has answered, and keeps what stands below it', async () => {
  expect(await twice(1, [0], [1])).toMatchObject({ left: [0, 1], leading: [1], known: 0, lines: [1] })
})

test('what was posted, and asked for by nobody any more before that was known, is known and shown anew', async () => {
  const on = await stage()
  const { queue, posts, clock, slack, system } = on
  const find = () => posts.get(system.system, 'i1', 'card')
  const held = await inHand(on, 'i1')
  const look = () => tidy({ posts, chat: slack.chat, queue, clock })(held)
  const sending = { state: 'sending', channel: 'C1', since: 1, lastSendBy: 2 } as const
  await posts.put(system.system, 'i1', 'card', sending, held.claim)
  await look()
  expect(await find()).toEqual(sending)
  const { ts } = await postTo(on)('i1/card')
  await look()
  expect(await find()).toEqual({ state: 'posted', channel: 'C1', ts })
  expect(await queue.find(system.system, 'show:i1')).toBeDefined()
})

test('of what was posted twice, and asked for by nobody any more before that was known, one stays', async () => {
  const on = await stage()
  const { queue, posts, clock, slack, system } = on
  const held = await inHand(on, 'i1')
  const sending = { state: 'sending', channel: 'C1', since: 1, lastSendBy: 2 } as const
  await posts.put(system.system, 'i1', 'card', sending, held.claim)
  const post = postTo(on)
  const [, second] = [await post('i1/card'), await post('i1/card')]
  await post(someone, second.ts)
  await tidy({ posts, chat: slack.chat, queue, clock })(held)
  expect(slack.posts.filter(({ mark }) => mark === 'i1/card').map(({ ts }) => ts)).toEqual([second.ts])
  expect(await posts.get(system.system, 'i1', 'card')).toEqual({
    state: 'posted',
    channel: 'C1',
    ts: second.ts,
  })
  expect(await queue.find(system.system, 'show:i1')).toBeDefined()
})

test('of what stands twice in a thread the copy goes, too', async () => {
  const on = await stage()
  const { queue, posts, clock, slack, system } = on
  const post = postTo(on)
  const { ts: thread } = await post('i1/card')
  const [first] = [await post('r1/card', thread), await post('r1/card', thread)]
  const held = await inHand(on, 'r1')
  await posts.put(
    system.system,
    'r1',
    'card',
    { state: 'posted', channel: 'C1', thread, ts: first.ts },
    held.claim,
  )
  await tidy({ posts, chat: slack.chat, queue, clock })(held)
  expect(slack.posts.filter(({ mark }) => mark === 'r1/card').map(({ ts }) => ts)).toEqual([first.ts])
})
