import type { Message } from '../../blocks/message.ts'
import type { Job } from '../domain/jobs.ts'
import type { Clock } from '../ports/clock.ts'
import type { Post, Posts } from '../ports/posts.ts'
import type { Queue } from '../ports/queue.ts'
import { type Edit, shownIn } from './edit.ts'
import type { Hold } from './performer.ts'
import type { PostOnce } from './post-once.ts'
import { unlessGone } from './unless-gone.ts'

/** A message of a series is edited at most so often, in milliseconds. */
export const editEveryMs = 5_000

/** The number of an owner's last message, from 1, and what became of it; 0 before any. */
export async function lastOf(
  posts: Posts,
  system: string,
  owner: string,
): Promise<{ number: number; post?: Post }> {
  const all = await posts.all(system, owner)
  const number = Math.max(0, ...Object.keys(all).map(Number))
  const post = all[number]
  return post ? { number, post } : { number }
}

export const isOver = (post: Post): boolean =>
  post.state === 'given-up' || post.state === 'gone' || (post.state === 'posted' && post.over === true)

/** When it may be edited again, by the (possibly hurried) clock: what would be shown need not be read before. */
export const editableAt = (post: Post | undefined, clock: Clock): number =>
  post?.state === 'posted' ? (post.editedAt ?? 0) + editEveryMs * clock.rate() : 0

export interface SeriesDeps {
  posts: Posts
  queue: Queue
  clock: Clock
  postOnce: PostOnce
  edit: Edit
}

export interface InSeries {
  owner: string
  number: number
  channel: string
  message: Message
  /** It is the last that this message says. */
  over: boolean
}

/**
 * Messages of which an owner has one at a time: posted once, then edited in place until it is over. Answers whether it
 * shows what it should; where that has to wait because of the last edit, the job in hand is owed again.
 */
export function createSeries({ posts, queue, clock, postOnce, edit }: SeriesDeps) {
  return async function keep(inHand: Hold & { job: Job }, said: InSeries): Promise<boolean> {
    const { system, job } = inHand
    const { owner, number, channel, message, over } = said
    const posted = await postOnce(inHand, {
      incident: owner,
      intent: `${number}`,
      place: { channel },
      message,
      shown: shownIn(message),
      urgent: true,
    })
    if (!posted) return over
    if (posted.over || (posted.shown === shownIn(message) && !over)) return true

    const again = async (due: number) => {
      await queue.order(system, [{ job, due, when: 'earlier' }])
      return false
    }
    const next = editableAt(posted, clock)
    if (clock.now() < next) return again(next)
    const how = { rank: 'page', editedAt: clock.now(), over } as const
    const edited = await unlessGone(edit(inHand, owner, `${number}`, posted, message, how))
    // The next of the series says it.
    if (!edited) return again(clock.now())
    if (edited.shown === undefined) return false
    if (over) await forgetEarlier(inHand, owner, number)
    return true
  }

  async function forgetEarlier({ system, claim }: Hold, owner: string, number: number): Promise<void> {
    for (const [intent, post] of Object.entries(await posts.all(system, owner)))
      if (Number(intent) < number && isOver(post)) await posts.forget(system, owner, intent, claim)
  }
}
export type Series = ReturnType<typeof createSeries>
