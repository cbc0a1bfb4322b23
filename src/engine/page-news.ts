import type { PagerDutyLink } from '../domain/incident.ts'
import type { PageEvent } from '../ports/intake.ts'
import type { Page } from '../ports/pager.ts'

/**
 * What reading a page says, as the event that PagerDuty would have sent when it came to be so; `before` is what was
 * known of it before it was asked for.
 */
export function told(page: Page, before: PagerDutyLink | undefined): PageEvent {
  return {
    id: `read:${page.id}:${page.status}:${page.changedAt}`,
    type: page.status,
    at: endOfSecond(page.changedAt),
    by: page.changedBy ? { via: 'pagerduty', ...page.changedBy } : { via: 'pagerduty', name: 'PagerDuty' },
    pageId: page.id,
    page,
    read: { before },
  }
}

/** PagerDuty tells whole seconds when it is asked, milliseconds when it calls: what it tells happened within that second. */
const endOfSecond = (at: number): number => (at % 1000 === 0 ? at + 999 : at)
