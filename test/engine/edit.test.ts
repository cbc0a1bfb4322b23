import { expect, test } from 'vitest'
import type { Message } from '../../blocks/message.ts'
import type { Job } from '../../src/domain/jobs.ts'
import { createEdit, shownIn } from '../../src/engine/edit.ts'
import { type Hold, TakenOver } from '../../src/engine/performer.ts'
import type { Posted } from '../../src/engine/post-once.ts'
import type { Claim } from '../../src/ports/queue.ts'
import { stageFor } from './stage.ts'

const stage = stageFor()

const show: Job = { kind: 'show', incident: 'i1' }
const says = (text: string): Message => ({ text, blocks: [] })

/** A card that stands in Slack, and a process that edits it; `later` moves the real time that it goes by. */
async function setting() {
  const { queue, posts, clock, slack, system } = await stage()
  let laterMs = 0
  const own = { ...clock, wall: () => clock.wall() + laterMs }
  const edit = createEdit({ posts, chat: slack.chat, queue, clock: own })
  const { ts } = await slack.chat.post({ channel: 'C1' }, says('triggered'), { mark: 'i1/card' })
  const card: Posted = { state: 'posted', channel: 'C1', ts }
  const claim = async () => (await queue.claim(system.system, 1, 60_000, ['show'])).claims[0]!
  const known = async () => (await posts.get(system.system, 'i1', 'card')) as Posted | undefined
  return {
    slack,
    known,
    later: (ms: number) => (laterMs += ms),
    waits: async () => (await queue.claim(system.system, 1, 60_000, ['show'])).nextInMs,
    async shows(text: string, guard: Hold['guard'] = () => {}, how: Partial<Claim> = {}) {
      await queue.order(system.system, [{ job: show, due: clock.now() - 1_000, when: 'replace' }])
      const hold = { system: system.system, claim: { ...(await claim()), ...how }, guard }
      const ending = edit(hold, 'i1', 'card', (await known()) ?? card, says(text)).finally(() =>
        queue.done(system.system, hold.claim),
      )
      return ending
    },
  }
}

test('what an edit shows is known, and nothing more is owed', async () => {
  const { shows, known, waits } = await setting()
  await shows('acknowledged')
  expect(await known()).toMatchObject({ shown: shownIn(says('acknowledged')) })
  expect(await waits()).toBeUndefined()
})

test('an edit whose answer was lost may land on the next one: the card is edited again once it cannot any more', async () => {
  const { shows, known, waits, slack, later } = await setting()
  slack.trouble('update', 'lost')
  await expect(shows('acknowledged')).rejects.toThrow('lost')
  later(3_000)
  await shows('resolved')
  expect((await known())?.shown).toBeUndefined()
  expect(await waits()).toBeGreaterThan(20_000)
  slack.posts[0]!.message = says('acknowledged')
  later(22_500)
  await shows('resolved')
  expect(slack.posts[0]!.message.text).toBe('resolved')
  expect(await known()).toMatchObject({ shown: shownIn(says('resolved')) })
  expect((await known())?.doubtUntil).toBeUndefined()
  expect(await waits()).toBeUndefined()
})

test('while an edit may still land, what Slack has taken is not sent again however often it is looked at: once more, when none can', async () => {
  const { shows, known, waits, slack, later } = await setting()
  slack.trouble('update', 'lost')
  await expect(shows('acknowledged')).rejects.toThrow('lost')
  for (const _ of Array(5)) await shows('resolved')
  expect(slack.posts[0]!.edits).toBe(2)
  expect(await waits()).toBeGreaterThan(20_000)
  // Something else is another matter.
  await shows('reopened')
  await shows('reopened')
  expect(slack.posts[0]!.edits).toBe(3)
  later(25_500)
  await shows('reopened')
  expect(slack.posts[0]!.edits).toBe(4)
  expect(await known()).toMatchObject({ shown: shownIn(says('reopened')) })
  expect((await known())?.sent).toBeUndefined()
})

test('what a lost worker may have sent is in doubt for its time, however often the job is tried until it is done', async () => {
  const { shows, known, waits, slack, later } = await setting()
  const tries = (lost: number, text = 'resolved') => shows(text, undefined, { takeover: true, lost })
  await tries(1, 'acknowledged')
  expect(await waits()).toBeGreaterThan(20_000)
  later(10_000)
  slack.trouble('update', 'limited')
  await expect(tries(0)).rejects.toThrow('limited')
  await tries(0)
  later(16_000)
  await tries(0)
  expect(await known()).toMatchObject({ shown: shownIn(says('resolved')) })
  // The next worker is lost as well.
  await tries(1)
  expect((await known())?.shown).toBeUndefined()
})

test('an edit that was certainly not sent leaves no doubt', async () => {
  const { shows, known, waits, slack } = await setting()
  slack.trouble('update', 'limited')
  await expect(shows('acknowledged')).rejects.toThrow('limited')
  await shows('resolved')
  expect(await known()).toMatchObject({ shown: shownIn(says('resolved')) })
  expect(await waits()).toBeUndefined()
})

test('who has stood still for so long that somebody else has the job edits nothing: what it knows is old', async () => {
  const { shows, slack } = await setting()
  const over = () => {
    throw new TakenOver('show:i1')
  }
  await expect(shows('acknowledged', over)).rejects.toThrow(TakenOver)
  expect(slack.posts[0]!.message.text).toBe('triggered')
})
