import { createHash } from 'node:crypto'
import type { Message } from '../../blocks/message.ts'
import { type Chat, isGone } from '../ports/chat.ts'
import type { Clock } from '../ports/clock.ts'
import type { Rank } from '../ports/lanes.ts'
import type { Post, Posts } from '../ports/posts.ts'
import type { Queue } from '../ports/queue.ts'
import { isUnsent } from './failure.ts'
import { type Hold, TakenOver } from './performer.ts'
import { type Posted, sendMs } from './post-once.ts'
import { put } from './put.ts'
import { shownSomehow } from './shown-somehow.ts'

/** For how long an edit whose end is not known may still land on top of a later one, in real milliseconds. */
const landsWithinMs = 25_000

/** What a message shows, in short, so that a later look can tell whether a post still does. */
export const shownIn = (message: Message): string =>
  createHash('sha256').update(JSON.stringify(message)).digest('base64url').slice(0, 16)

export interface EditDeps {
  posts: Posts
  chat: Chat
  queue: Queue
  clock: Clock
}

/**
 * Edits a post of ours and keeps in the mirror what it shows now. While an edit from before may still land on top of
 * it, the mirror says only what was sent, and the job in hand is owed again for when none can.
 */
export function createEdit({ posts, chat, queue, clock }: EditDeps) {
  /**
   * `editedAt` is kept with the post whatever comes of it, `over` once it shows the message. Rejects also when the post
   * is gone; the mirror says so then.
   */
  return async function edit(
    hold: Hold,
    owner: string,
    intent: string,
    post: Posted,
    message: Message,
    { rank, editedAt = post.editedAt, over }: { rank?: Rank; editedAt?: number; over?: boolean } = {},
  ): Promise<Posted> {
    const { system, claim } = hold
    const { shown: _, sent, doubtUntil = 0, ...known } = post
    const rest = { ...known, ...(editedAt !== undefined && { editedAt }) }
    const shown = shownIn(message)
    const keep = (what: Post) => put(posts, hold, owner, intent, what)
    const owedAfter = async (leftMs: number) => {
      const { job } = claim
      const due = clock.now() + leftMs * clock.rate()
      if (job) await queue.order(system, [{ job, due, when: 'earlier' }])
    }
    // What a lost worker has sent is over when its time is, however often the job is tried after that.
    const mayLand = claim.takeover && (claim.lost > 0 || post.doubtUntil === undefined)
    const doubtMs = doubtUntil - clock.wall()
    if (sent === shown && doubtMs > 0 && !mayLand) {
      await owedAfter(doubtMs)
      return post
    }
    const send = async (what: Message) => {
      // What somebody who has been taken over knows is old.
      hold.guard(sendMs)
      return chat.update(post.channel, post.ts, what, rank)
    }
    try {
      await shownSomehow(send, message)
    } catch (error) {
      if (error instanceof TakenOver) throw error
      if (isGone(error)) await keep({ state: 'gone', ...(post.link && { link: post.link }) })
      else if (mayLand || !isUnsent(error)) await keep({ ...rest, doubtUntil: clock.wall() + landsWithinMs })
      else if (editedAt !== post.editedAt) await keep({ ...post, ...rest })
      throw error
    }
    const until = mayLand ? clock.wall() + landsWithinMs : doubtUntil
    const leftMs = until - clock.wall()
    const now: Posted =
      leftMs > 0 ? { ...rest, doubtUntil: until, sent: shown } : { ...rest, shown, ...(over && { over }) }
    await keep(now)
    if (leftMs > 0) await owedAfter(leftMs)
    return now
  }
}
export type Edit = ReturnType<typeof createEdit>
