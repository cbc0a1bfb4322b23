import { expect, test } from 'vitest'
import type { Message } from '../../blocks/message.ts'
import { createEdit } from '../../src/engine/edit.ts'
import { createPostOnce } from '../../src/engine/post-once.ts'
import { showInPlace } from '../../src/engine/show-in-place.ts'
import { stageFor } from './stage.ts'

const stage = stageFor()

const says = (text: string): Message => ({ text, blocks: [] })

test('a message that somebody has deleted is left at that at once: nothing is tried again, and none comes in its place', async () => {
  const { queue, posts, store, clock, slack, system } = await stage()
  const deps = { posts, store, chat: slack.chat, queue, clock }
  const both = { postOnce: createPostOnce(deps), edit: createEdit(deps) }
  const job = { kind: 'show-checklist', checklist: 'c1' } as const
  await queue.order(system.system, [{ job, due: clock.now(), when: 'earlier' }])
  const [claim] = (await queue.claim(system.system, 1, 60_000, ['show-checklist'])).claims
  const hold = { system: system.system, claim: claim!, guard() {} }
  const shows = (text: string) =>
    showInPlace(both, hold, { incident: 'c1', intent: 'card', place: { channel: 'C1' }, message: says(text) })

  const posted = await shows('0 of 2 done')
  expect(await shows('1 of 2 done')).toMatchObject({ ts: posted!.ts })
  expect(slack.posts.map(({ message }) => message.text)).toEqual(['1 of 2 done'])
  await slack.chat.remove('C1', posted!.ts)
  for (let i = 0; i < 2; i++) expect(await shows('2 of 2 done')).toBeUndefined()
  expect(slack.posts).toEqual([])
})
