import type { Actor } from '../../domain/actor.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Posts } from '../../ports/posts.ts'
import { isUnsent } from '../failure.ts'
import { NotYet, type Performer } from '../performer.ts'
import { arrivesBy, sendMs } from '../post-once.ts'
import { put } from '../put.ts'
import { inTheirName } from './in-their-name.ts'
import type { PagerDutyDeps } from './pagerduty.ts'

export interface NoteDeps extends PagerDutyDeps {
  posts: Posts
  clock: Clock
}

/** A note as PagerDuty is given it. */
export const noteFor = (by: Actor, text: string): string => `${by.name}: ${text}`

/**
 * Carries a note or update from Slack over to PagerDuty, once: that it is sent is saved first, and whoever finds it
 * unfinished looks for it before sending again, and not before it could still be under way.
 */
export const pagerdutyNote =
  (deps: NoteDeps): Performer<'pagerduty-note'> =>
  async inHand => {
    const { system, job, claim, guard } = inHand
    const { store, posts, clock, pager, barrier } = deps
    const incident = (await store.incident(system, job.incident))?.value
    const [entry] = await store.timeline(system, job.incident, job.entry)
    if (!incident?.pagerduty || (entry?.kind !== 'note' && entry?.kind !== 'update')) return
    const { id } = incident.pagerduty
    const text = noteFor(entry.by, entry.text)
    const intent = `pagerduty-note:${job.entry}`
    const known = await posts.get(system, job.incident, intent)
    const mayArriveBy = known?.state === 'sending' ? arrivesBy(known) : 0
    if (known || claim.again) {
      if ((await pager.notes(id)).includes(text)) return
      const settledIn = mayArriveBy - clock.wall()
      if (settledIn > 0) throw new NotYet(settledIn, `the note of ${intent} may still arrive`)
    }
    await inTheirName(entry.by, deps, async from => {
      await barrier(system)
      const now = clock.wall()
      const sending = { state: 'sending', channel: id, since: now, lastSendBy: now + sendMs } as const
      await put(posts, inHand, job.incident, intent, sending)
      try {
        await pager.note(id, text, from, guard)
      } catch (error) {
        if (isUnsent(error) && !known) await posts.forget(system, job.incident, intent, claim)
        throw error
      }
    })
  }
