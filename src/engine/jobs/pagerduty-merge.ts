import { belay } from '../../domain/actor.ts'
import { isOpen } from '../../domain/incident.ts'
import { hasLeft } from '../../domain/pagerduty-page.ts'
import { isFinal } from '../failure.ts'
import { carriedOn } from '../pages/whose.ts'
import type { Performer } from '../performer.ts'
import type { PagerDutyDeps } from './pagerduty.ts'

/**
 * Has a page about an incident go into the incident's own, so that PagerDuty does not page by it for what somebody may
 * have. Once the incident is over, one that has stood for it is over as well; any other is seen at the next look.
 */
export const pagerdutyMerge =
  ({ store, ledger, pager }: PagerDutyDeps): Performer<'pagerduty-merge'> =>
  async ({ system, job, claim, guard }) => {
    const incident = await carriedOn(store, system, job.incident)
    if (!incident?.pagerduty) return
    if (!isOpen(incident)) {
      if (hasLeft(incident, job)) await pager.resolve(job.page, undefined, guard)
      return
    }
    const why = await pager.merge(job.page, incident.pagerduty.id, undefined, guard).then(
      merged => (merged ? undefined : 'PagerDuty does not merge the two.'),
      error => {
        if (isFinal(error)) return error.message
        throw error
      },
    )
    if (why === undefined) return
    const text = `PagerDuty pages for this a second time, by ${job.url}, until somebody acknowledges it there: that page could not be merged into the first. ${why}`
    await ledger.take(system, incident.id, { type: 'trouble', text, by: belay }, claim.id, { claim })
  }
