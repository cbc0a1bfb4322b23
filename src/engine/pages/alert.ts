import { pagerduty } from '../../domain/actor.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Order } from '../../domain/jobs.ts'
import type { Page, PageEvent } from '../../domain/page.ts'
import type { Asked } from '../faces.ts'

/** What another page is to an incident that is about the same. */
export function alertOf(incident: Incident, page: Page, { type, at, by }: PageEvent): Asked {
  // Where it is heard of only once somebody has it, nobody tells who had it fire, nor when it last did.
  const fired = type === 'triggered' || type === 'reopened'
  return {
    type: 'alert',
    title: page.title,
    page: { id: page.id, url: page.url },
    by: fired ? by : pagerduty,
    at: Math.max(fired ? at : page.createdAt, incident.stateAt),
  }
}

/** What PagerDuty owes an incident that has heard of a page, unless that stands for it now. */
export const mergeOf =
  ({ id: page, url }: Page) =>
  ({ id: incident, pagerduty }: Incident, now: number): Order[] =>
    pagerduty?.id === page
      ? []
      : [{ job: { kind: 'pagerduty-merge', incident, page, url }, due: now, when: 'earlier' }]
