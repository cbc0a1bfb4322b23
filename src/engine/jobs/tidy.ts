import { copy as copyMessage } from '../../../blocks/copy.ts'
import type { Job } from '../../domain/jobs.ts'
import type { Chat, Found } from '../../ports/chat.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Post, Posts } from '../../ports/posts.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Performer } from '../performer.ts'
import { markOf } from '../post-once.ts'
import { put } from '../put.ts'

export interface TidyDeps {
  posts: Posts
  chat: Chat
  queue: Queue
  clock: Clock
}

/** Makes an owner's messages show what is saved, whatever the owner is; where there is no such thing, nothing is done. */
function showing(owner: string): Job[] {
  const [, schedule] = /^schedule:(.+)/.exec(owner) ?? []
  if (schedule !== undefined) return [{ kind: 'show-schedule', schedule }]
  return [
    { kind: 'show', incident: owner },
    { kind: 'show-run', run: owner },
    { kind: 'show-checklist', checklist: owner },
  ]
}

/** Our own before another, as it is answered by people, or by Belay at least; or else the first. */
function keptOf(copies: Found[], ours: Found | undefined): Found | undefined {
  const answered = (is: (one: Found) => boolean) => (ours && is(ours) ? ours : copies.find(is))
  return answered(({ isAnswered }) => isAnswered) ?? answered(({ replies }) => replies > 0) ?? copies[0]
}

/** Takes away a post, and before that what Belay has said below it. */
async function takeAway(chat: Chat, channel: string, { ts, replies }: Found, since: number): Promise<void> {
  const below = replies === 0 ? [] : await chat.find({ channel, thread: ts }, undefined, since)
  for (const line of below.filter(one => one.ts !== ts)) await chat.remove(channel, line.ts)
  await chat.remove(channel, ts)
}

/**
 * Looks again after a doubtful post: of its copies one stays. Of the others those that nobody has answered are taken away
 * with what Belay has said below them, which belongs to a past that it has forgotten; those that somebody has lead to the
 * one that stays, and so does ours with what stands below it. One that may show what was so before is shown anew, and so
 * is one that was found standing there when nobody asked for it any more.
 */
export const tidy =
  ({ posts, chat, queue, clock }: TidyDeps): Performer<'tidy'> =>
  async inHand => {
    const { system, job } = inHand
    const showAgain = () =>
      queue.order(
        system,
        showing(job.incident).map(job => ({ job, due: clock.now(), when: 'earlier' })),
      )
    const post = await posts.get(system, job.incident, job.intent)
    if (post?.state !== 'posted' && post?.state !== 'sending') return
    const card =
      post.thread === undefined && (job.intent.startsWith('entry:') || job.intent.startsWith('mention:'))
        ? await posts.get(system, job.incident, 'card')
        : undefined
    const thread = post.thread ?? (card?.state === 'posted' ? card.ts : undefined)
    const since = post.state === 'sending' ? post.since : Math.floor(Number(post.ts) * 1000)
    const copies = await chat.find(
      { channel: post.channel, ...(thread !== undefined && { thread }) },
      markOf(job.incident, job.intent),
      since,
    )
    const ours = copies.find(({ ts }) => post.state === 'posted' && ts === post.ts)
    const kept = keptOf(copies, ours)
    const keep = (now: Post) => put(posts, inHand, job.incident, job.intent, now)
    if (post.state === 'sending') {
      if (kept === undefined) return
      const { since: _, lastSendBy: __, ...sent } = post
      await keep({ ...sent, state: 'posted', ts: kept.ts })
      await showAgain()
    } else {
      const { shown: _, link: __, ...known } = post
      const isOther = kept !== undefined && kept.ts !== post.ts
      if (isOther) await keep({ ...known, ts: kept.ts })
      if (isOther || post.shown === undefined) await showAgain()
    }
    for (const copy of copies.filter(one => one !== kept)) {
      if (copy.isAnswered || (copy === ours && copy.replies > 0))
        await chat.update(post.channel, copy.ts, copyMessage(await chat.permalink(post.channel, kept!.ts)))
      else await takeAway(chat, post.channel, copy, since)
    }
  }
