import { belay } from './incident.ts'
import { linked, told, wanting } from './pagerduty-link.ts'
import { changed, type Handlers } from './step.ts'

/** PagerDuty has begun to page for it, or has been told. */
export const pagerdutyEvents: Handlers<'paging' | 'pagerduty-told'> = {
  paging(incident, event) {
    if (incident.pagerduty) return 'ignored'
    const paged = linked(incident, event, event.at)
    const status = incident.state === 'resolved' ? 'resolved' : 'acknowledged'
    const by = incident.lead?.via === 'slack' ? incident.lead : belay
    // Whoever was quicker than the page: PagerDuty is told, or it would go on climbing.
    const known = incident.state === 'triggered' ? paged : wanting(paged, { at: event.at, by }, { status })
    return changed(known, { kind: 'paging', url: event.url })
  },

  'pagerduty-told'(incident, event) {
    if (!incident.pagerduty) return 'ignored'
    return changed({ ...incident, pagerduty: told(incident.pagerduty, event) })
  },
}
