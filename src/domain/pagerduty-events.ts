import { told } from './pagerduty-link.ts'
import { pagedBy } from './pagerduty-page.ts'
import { changed, type Handlers } from './step.ts'

/** PagerDuty has begun to page for it, has been told, or tells what is news to those who work on it. */
export const pagerdutyEvents: Handlers<'paging' | 'pagerduty-told' | 'news'> = {
  paging(incident, event) {
    if (incident.pagerduty) return 'ignored'
    return changed(pagedBy(incident, event, event.at), { kind: 'paging', url: event.url })
  },

  'pagerduty-told'(incident, event) {
    if (!incident.pagerduty) return 'ignored'
    return changed({ ...incident, pagerduty: told(incident.pagerduty, event) })
  },

  news: (incident, { news }) => changed(incident, { kind: 'news', news }),
}
