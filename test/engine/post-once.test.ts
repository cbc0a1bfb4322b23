import { expect, test } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import { createPostOnce } from '../../src/engine/post-once.ts'
import type { Posts } from '../../src/ports/posts.ts'
import { stageFor } from './stage.ts'

const stage = stageFor()

test('what stands in Slack is not posted again because Redis, for a moment, does not take that it does', async () => {
  const { queue, posts, store, clock, slack, system } = await stage()
  let full = true
  const put: Posts['put'] = async (of, incident, intent, post, claim) => {
    if (post.state !== 'posted' || !full) return posts.put(of, incident, intent, post, claim)
    full = false
    throw new OutsideError('OOM', { service: 'redis', fault: 'away', effect: 'none' })
  }
  const postOnce = createPostOnce({ posts: { ...posts, put }, store, chat: slack.chat, queue, clock })
  await queue.order(system.system, [{ job: { kind: 'history' }, due: clock.now(), when: 'earlier' }])
  const { claims } = await queue.claim(system.system, 1, 60_000, ['history'])
  const hold = { system: system.system, claim: claims[0]!, guard() {} }
  const place = { channel: 'D-UANA' }
  const intended = { incident: 'i1', intent: 'page:1:1:UANA', place, message: { text: 'P1', blocks: [] } }
  await expect(postOnce(hold, intended)).rejects.toThrow('OOM')
  expect(await postOnce(hold, intended)).toMatchObject({ state: 'posted', ts: slack.posts[0]!.ts })
  expect(slack.posts).toHaveLength(1)
})
