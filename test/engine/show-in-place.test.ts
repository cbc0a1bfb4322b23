import { expect, test } from 'vitest'
import type { Message } from '../../blocks/message.ts'
import { createEdit } from '../../src/engine/edit.ts'
import { createPostOnce, type Posted } from '../../src/engine/post-once.ts'
import { showInPlace } from '../../src/engine/show-in-place.ts'
import { refused } from './fake-slack.ts'
import { stageFor } from './stage.ts'

const stage = stageFor()

const says = (text: string): Message => ({ text, blocks: [] })

/** Something that shows a message of its own in this place, and what stands in Slack. */
async function shown(place = { channel: 'C1' } as { channel: string; thread?: string }) {
  const { queue, posts, store, clock, slack, system } = await stage()
  const deps = { posts, store, chat: slack.chat, queue, clock }
  const all = { ...deps, postOnce: createPostOnce(deps), edit: createEdit(deps) }
  const job = { kind: 'show-checklist', checklist: 'c1' } as const
  await queue.order(system.system, [{ job, due: clock.now(), when: 'earlier' }])
  const [claim] = (await queue.claim(system.system, 1, 60_000, ['show-checklist'])).claims
  const hold = { system: system.system, claim: claim!, guard() {} }
  const shows = (text: string, follow?: (posted: Posted | undefined) => Promise<void>) =>
    showInPlace(all, hold, { incident: 'c1', intent: 'card', place, message: says(text) }, follow)
  const stands = () => slack.posts.map(({ message, thread }) => [message.text, ...(thread ? [thread] : [])])
  return { shows, stands, slack }
}

test('a message that somebody has deleted comes anew, once, with what it would say now', async () => {
  const { shows, stands, slack } = await shown()
  await shows('0 of 2 done')
  await shows('1 of 2 done')
  expect(stands()).toEqual([['1 of 2 done']])
  await slack.chat.remove('C1', slack.posts[0]!.ts)
  for (let i = 0; i < 2; i++) await shows('2 of 2 done')
  expect(stands()).toEqual([['2 of 2 done']])
})

test('what is to stand below a message that was deleted stands below the new one', async () => {
  const { shows, stands, slack } = await shown()
  await shows('1 of 1 done')
  await slack.chat.remove('C1', slack.posts[0]!.ts)
  await shows('1 of 1 done', async posted => {
    if (!slack.posts.some(({ ts }) => ts === posted?.ts)) throw refused('thread_not_found')
  })
  expect(stands()).toEqual([['1 of 1 done']])
})

test('what fails of something else brings no second message', async () => {
  const { shows, stands } = await shown()
  const elsewhere = () => Promise.reject(refused('channel_not_found'))
  await expect(shows('0 of 1 done', elsewhere)).rejects.toThrow('channel_not_found')
  await expect(shows('0 of 1 done', elsewhere)).rejects.toThrow('channel_not_found')
  expect(stands()).toEqual([['0 of 1 done']])
})
