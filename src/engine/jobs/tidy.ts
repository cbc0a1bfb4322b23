import type { Chat } from '../../ports/chat.ts'
import type { Posts } from '../../ports/posts.ts'
import type { Performer } from '../performer.ts'
import { markOf } from '../post-once.ts'

/** Looks again after a doubtful post: the first copy stays, later ones that nobody has answered are taken away. */
export const tidy =
  (posts: Posts, chat: Chat): Performer<'tidy'> =>
  async ({ system, job, claim }) => {
    const post = await posts.get(system, job.incident, job.intent)
    if (post?.state !== 'posted') return
    const card =
      job.intent.startsWith('entry:') || job.intent.startsWith('mention:')
        ? await posts.get(system, job.incident, 'card')
        : undefined
    const thread = card?.state === 'posted' ? { thread: card.ts } : {}
    const since = Math.floor(Number(post.ts) * 1000)
    const copies = await chat.find(
      { channel: post.channel, ...thread },
      markOf(job.incident, job.intent),
      since,
    )
    const [first, ...others] = copies
    for (const copy of others) if (copy.replies === 0) await chat.remove(post.channel, copy.ts)
    if (first && first.ts !== post.ts) {
      const { shown: _, ...kept } = post
      await posts.put(system, job.incident, job.intent, { ...kept, ts: first.ts }, claim)
    }
  }
