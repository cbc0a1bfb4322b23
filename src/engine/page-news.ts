import type { PageEvent } from '../ports/intake.ts'
import type { Page } from '../ports/pager.ts'

/** What reading a page says, as the event that PagerDuty would have sent when it came to be so. */
export function told(page: Page): PageEvent {
  return {
    id: `read:${page.id}:${page.status}:${page.changedAt}`,
    type: page.status,
    at: endOfSecond(page.changedAt),
    by: page.changedBy ? { via: 'pagerduty', ...page.changedBy } : { via: 'pagerduty', name: 'PagerDuty' },
    pageId: page.id,
    page,
    read: true,
  }
}

/** PagerDuty tells whole seconds when it is asked, milliseconds when it calls: what it tells happened within that second. */
const endOfSecond = (at: number): number => (at % 1000 === 0 ? at + 999 : at)
