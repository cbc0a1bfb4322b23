import type { Incident, PagerDutyLink } from '../../domain/incident.ts'
import { severityOf } from '../../domain/routing.ts'
import type { System } from '../../domain/system.ts'
import type { PageEvent } from '../../ports/intake.ts'
import type { Page } from '../../ports/pager.ts'
import type { Asked } from '../faces.ts'

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

/**
 * Reading is a three-way merge: PagerDuty's status counts if it is not the one seen there last, unless that, or what we
 * want of it, has changed since it was asked. Its time does not tell: a mere note moves that of a triggered incident.
 */
export function isNews({ pagerduty: link }: Incident, { page, read }: PageEvent): boolean {
  if (!link || !read) return true
  const { before } = read
  const isAsBefore = before?.seen.status === link.seen.status && before.seen.at === link.seen.at
  return isAsBefore && !before.want && !link.want && link.seen.status !== page?.status
}

/** What a page's event means to its incident; undefined when it is known already or means nothing. */
export function eventOf(home: System, incident: Incident, event: PageEvent): Asked | undefined {
  const { at, by, page } = event
  switch (event.type) {
    case 'triggered':
      if (incident.state === 'triggered') return undefined
      return { type: incident.state === 'resolved' ? 'reopen' : 'unacknowledge', at, by }
    case 'acknowledged':
      return { type: 'acknowledge', at, by }
    case 'unacknowledged':
      return { type: 'unacknowledge', at, by }
    case 'resolved':
      return { type: 'resolve', at, by }
    case 'reopened':
      return { type: 'reopen', at, by }
    case 'priority_updated': {
      if (!page) return undefined
      const priority = page.priority === undefined ? {} : { priority: page.priority }
      return { type: 'severity', to: severityOf(home, { urgency: page.urgency, ...priority }), at, by }
    }
    case 'annotated':
      return event.note === undefined ? undefined : { type: 'note', text: event.note, at, by }
    case 'escalated':
    case 'reassigned':
      return undefined
  }
}
