import type { Chat } from '../../ports/chat.ts'
import type { Posts } from '../../ports/posts.ts'
import type { Performer } from '../performer.ts'
import { markOf } from '../post-once.ts'
import { put } from '../put.ts'

/**
 * Looks again after a doubtful post: of its copies the one that is answered stays, our own before another, or else the
 * first; those that nobody has answered are taken away.
 */
export const tidy =
  (posts: Posts, chat: Chat): Performer<'tidy'> =>
  async inHand => {
    const { system, job } = inHand
    const post = await posts.get(system, job.incident, job.intent)
    if (post?.state !== 'posted') return
    const card =
      post.thread === undefined && (job.intent.startsWith('entry:') || job.intent.startsWith('mention:'))
        ? await posts.get(system, job.incident, 'card')
        : undefined
    const thread = post.thread ?? (card?.state === 'posted' ? card.ts : undefined)
    const since = Math.floor(Number(post.ts) * 1000)
    const copies = await chat.find(
      { channel: post.channel, ...(thread !== undefined && { thread }) },
      markOf(job.incident, job.intent),
      since,
    )
    const ours = copies.find(({ ts }) => ts === post.ts)
    const kept = (ours?.replies ? ours : copies.find(({ replies }) => replies > 0)) ?? copies[0]
    if (kept && kept.ts !== post.ts) {
      const { shown: _, link: __, ...known } = post
      const stays = { ...known, ts: kept.ts }
      await put(posts, inHand, job.incident, job.intent, stays)
    }
    for (const copy of copies)
      if (copy !== kept && copy.replies === 0) await chat.remove(post.channel, copy.ts)
  }
