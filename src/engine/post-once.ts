import type { Message } from '../../blocks/message.ts'
import { OutsideError } from '../domain/errors.ts'
import { type Chat, isUnshowable, type Place } from '../ports/chat.ts'
import type { Clock } from '../ports/clock.ts'
import type { Post, Posts } from '../ports/posts.ts'
import type { Queue } from '../ports/queue.ts'
import type { Store } from '../ports/store.ts'
import { isUnsent } from './failure.ts'
import { type Hold, NotYet } from './performer.ts'
import { put } from './put.ts'
import { shownSomehow } from './shown-somehow.ts'

/** How long a call to post may take. */
export const sendMs = 2_500
/** A message that Slack has not shown by then, after the last moment it could have been sent, was not posted. */
const settleMs = 10_000
/** When to look again for copies after any doubt. */
const tidyAfterMs = 60_000
/** For how long after Redis has lost what it knew, and how far back before that, unknown posts may exist all the same. */
const forgottenMs = 24 * 3_600_000

export interface Intent {
  incident: string
  /** What is posted: `card`, `entry:12`, `mention:1:2`. Posted once, whatever happens. */
  intent: string
  place: Place
  message: Message
  urgent?: boolean
  /** The channel is to see it as well as the thread. */
  broadcast?: boolean
  /** The last timeline entry that the message holds. */
  upTo?: number
  /** What the message shows, so that a later look can tell whether it still does. */
  shown?: string
}

export type Posted = Extract<Post, { state: 'posted' }>

export interface PostOnceDeps {
  posts: Posts
  store: Pick<Store, 'historyLostAt'>
  chat: Chat
  queue: Queue
  clock: Clock
}

/** Until when a post whose answer was lost may still arrive, in real milliseconds. */
export const arrivesBy = ({ lastSendBy }: Extract<Post, { state: 'sending' }>): number =>
  lastSendBy + settleMs

/** The thread that it was sent to: another may have taken its place since, where the card was deleted. */
const sentIn = (known: Post | undefined): Place | undefined =>
  known?.state === 'sending' && known.thread !== undefined
    ? { channel: known.channel, thread: known.thread }
    : undefined

export const markOf = (incident: string, intent: string): string => `${incident}/${intent}`

/**
 * Posts a message once. Slack has no idempotency key, so the intent is saved first, and whoever finds it unfinished
 * looks for the post before sending again, and not before it could still be under way.
 */
export function createPostOnce({ posts, store, chat, queue, clock }: PostOnceDeps) {
  /** Since when it may have been posted and forgotten. Lines of a thread rather come twice than never. */
  async function forgottenSince(system: string, intent: string): Promise<number | undefined> {
    if (intent.startsWith('entry:')) return undefined
    const lostAt = await store.historyLostAt(system)
    return lostAt !== undefined && clock.wall() - lostAt < forgottenMs ? lostAt - forgottenMs : undefined
  }

  return async function postOnce(hold: Hold, intended: Intent): Promise<Posted | undefined> {
    const { system, claim } = hold
    const { incident, intent, place, message, urgent = false, broadcast = false } = intended
    const mark = markOf(incident, intent)
    const upTo = intended.upTo === undefined ? {} : { upTo: intended.upTo }
    const keep = (post: Post) => put(posts, hold, incident, intent, post)
    const lookAgain = () =>
      queue.order(system, [
        {
          job: { kind: 'tidy', incident, intent },
          due: clock.now() + tidyAfterMs * clock.rate(),
          when: 'replace',
        },
      ])

    const known = await posts.get(system, incident, intent)
    if (known?.state === 'posted') return known
    if (known && known.state !== 'sending') return undefined
    const at = known?.at ?? clock.now()
    const mayExistSince = known?.since ?? (await forgottenSince(system, intent))
    if (mayExistSince !== undefined) {
      await lookAgain()
      const sentTo = sentIn(known) ?? place
      const [first] = await chat.find(sentTo, mark, mayExistSince)
      if (first) {
        const posted = { state: 'posted' as const, ...sentTo, ts: first.ts, at, ...upTo }
        await keep(posted)
        return posted
      }
      const settledIn = known ? arrivesBy(known) - clock.wall() : 0
      if (settledIn > 0) throw new NotYet(settledIn, `${mark} may still arrive`)
    }

    const since = known?.since ?? clock.wall()
    const lastSendBy = clock.wall() + sendMs
    await keep({ state: 'sending', ...place, since, lastSendBy, at, ...upTo })
    const send = (what: Message) => {
      hold.guard(sendMs)
      return chat.post(place, what, { mark, urgent, timeoutMs: sendMs, ...(broadcast && { broadcast }) })
    }
    let ts: string
    try {
      const sent = await shownSomehow(send, message)
      ts = sent.ts
    } catch (error) {
      if (isUnshowable(error)) {
        await keep({ state: 'given-up', why: error.message, ...upTo })
        return undefined
      }
      if (isUnsent(error) && known === undefined) await posts.forget(system, incident, intent, claim)
      if (error instanceof OutsideError && error.fault.effect === 'unknown') await lookAgain()
      throw error
    }
    const shown = intended.shown === undefined ? {} : { shown: intended.shown }
    const posted = { state: 'posted' as const, ...place, ts, at, ...upTo, ...shown }
    await keep(posted)
    return posted
  }
}
export type PostOnce = ReturnType<typeof createPostOnce>
