import { direct } from '../../../blocks/page.ts'
import { OutsideError } from '../../domain/errors.ts'
import { isWorse } from '../../domain/severity.ts'
import type { Chat } from '../../ports/chat.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Posts } from '../../ports/posts.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import type { Performer } from '../performer.ts'
import type { PostOnce } from '../post-once.ts'
import { isCurrent } from '../rung.ts'

/** Slack has this long to deliver the page of a P1 or P2 before PagerDuty is asked to. */
const slackAwayMs = 60_000

export interface PageDeps {
  store: Store
  posts: Posts
  chat: Chat
  queue: Queue
  clock: Clock
  postOnce: PostOnce
  title(system: string): string
}

/** Tells one person of one level, in a direct message. */
export const page =
  ({ store, posts, chat, queue, clock, postOnce, title }: PageDeps): Performer<'page'> =>
  async inHand => {
    const { system, job, claim } = inHand
    const incident = (await store.incident(system, job.incident))?.value
    if (!incident || !isCurrent(incident, job)) return
    try {
      const card = await posts.get(system, job.incident, 'card')
      const link = card?.state === 'posted' ? card.link : undefined
      await postOnce(inHand, {
        incident: job.incident,
        intent: `page:${job.cycle}:${job.climb}:${job.person}`,
        place: { channel: await chat.direct(job.person) },
        message: direct(incident, job.level, link, title(system)),
        urgent: true,
      })
    } catch (error) {
      const away = error instanceof OutsideError && error.fault.fault === 'away'
      const serious = !isWorse('P2', incident.severity)
      if (away && serious && incident.pagerdutyService && clock.now() - claim.due > slackAwayMs) {
        const job = { kind: 'pagerduty-create', incident: incident.id, cycle: incident.cycle } as const
        await queue.order(system, [{ job, due: clock.now(), when: 'earlier' }])
      }
      throw error
    }
  }
