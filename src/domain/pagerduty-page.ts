import { belay } from './actor.ts'
import type { Incident } from './incident.ts'
import { wanting } from './pagerduty-link.ts'

/** The incident as it is once a page of PagerDuty's stands for it; a page that did so before stays as a link. */
export function linked(incident: Incident, page: { id: string; url: string }, at: number): Incident {
  const before = incident.pagerduty?.id === page.id ? incident : withoutPage(incident)
  return { ...before, pagerduty: { id: page.id, url: page.url, seen: { status: 'triggered', at } } }
}

/**
 * The incident as it is once a page stands for it that began by itself. Whoever was quicker than the page: PagerDuty is
 * told, or it would go on climbing.
 */
export function pagedBy(incident: Incident, page: { id: string; url: string }, at: number): Incident {
  const paged = linked(incident, page, at)
  if (incident.state === 'triggered') return paged
  const status = incident.state === 'resolved' ? 'resolved' : 'acknowledged'
  const by = incident.lead?.via === 'slack' ? incident.lead : belay
  return wanting(paged, { at, by }, { status })
}

/** Whether a page of PagerDuty's stands for the incident that is not over there. */
export const hasOpenPage = ({ pagerduty }: Incident): boolean =>
  pagerduty !== undefined && pagerduty.seen.status !== 'resolved'

/** A page that is over stays behind as a link: for what alerts again, a new one is asked for. */
export const withoutClosedPage = (incident: Incident): Incident =>
  incident.pagerduty?.seen.status === 'resolved' ? withoutPage(incident) : incident

/** Whether a page has stood for the incident, and stays behind. */
export const hasLeft = ({ links }: Incident, { url }: { url: string }): boolean =>
  links.some(link => link.url === url)

function withoutPage(incident: Incident): Incident {
  const { pagerduty, ...rest } = incident
  if (!pagerduty) return incident
  return { ...rest, links: [...incident.links, { label: 'PagerDuty (before)', url: pagerduty.url }] }
}
