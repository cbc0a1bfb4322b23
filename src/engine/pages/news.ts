import { type Actor, pagerduty } from '../../domain/actor.ts'
import { type Incident, pageStatusIn, type State } from '../../domain/incident.ts'
import { changedAtLatest, type Page, type PageEvent } from '../../domain/page.ts'
import type { PagerDutyLink } from '../../domain/pagerduty-state.ts'
import { severityOf } from '../../domain/routing.ts'
import type { System } from '../../domain/system.ts'
import type { Asked } from '../faces.ts'

/**
 * What reading a page says, as the event that PagerDuty would have sent when it came to be so; `before` is what was
 * known of it before it was asked for.
 */
export function told(page: Page, before: PagerDutyLink | undefined): PageEvent {
  return {
    id: `read:${page.id}:${page.status}:${page.changedAt}`,
    type: page.status,
    at: changedAtLatest(page),
    by: changerOf(page),
    pageId: page.id,
    page,
    read: { before },
  }
}

/** Who has brought a page to where it stands, as far as it tells. */
export const changerOf = ({ changedBy }: Page): Actor =>
  changedBy ? { via: 'pagerduty', ...changedBy } : pagerduty

/** Whether a page stands otherwise than it was last seen to, or than its incident; not where that is our doing. */
export const isOtherwise = (incident: Incident, page: Page): boolean => {
  const link = incident.pagerduty
  if (!link || link.want || incident.mergedInto) return false
  return link.seen.status !== page.status || (!link.refused && pageStatusIn(incident) !== page.status)
}

/** Whether nothing else has been seen of a page since it was asked for. */
export const isAsSeen = ({ before }: NonNullable<PageEvent['read']>, { seen }: PagerDutyLink): boolean =>
  before?.seen.status === seen.status && before.seen.at === seen.at

/**
 * Reading is a three-way merge: how a page stands counts, unless what was seen of it, or what we want of it, has changed
 * since it was asked for. Its time does not tell: a mere note moves that of a triggered incident, and clocks differ.
 */
export function isNews(incident: Incident, { page, read }: PageEvent): boolean {
  const link = incident.pagerduty
  if (!read) return true
  if (!link) return false
  return isAsSeen(read, link) && !read.before?.want && page !== undefined && isOtherwise(incident, page)
}

/** What must have happened to an incident when its page is read to stand so: what was told of it may have been lost. */
const missed: Record<
  Page['status'],
  Record<State, ('acknowledge' | 'unacknowledge' | 'resolve' | 'reopen')[]>
> = {
  triggered: {
    triggered: ['unacknowledge'],
    acknowledged: ['unacknowledge'],
    mitigated: ['unacknowledge'],
    resolved: ['reopen'],
  },
  acknowledged: {
    triggered: ['acknowledge'],
    acknowledged: ['acknowledge'],
    mitigated: ['acknowledge'],
    resolved: ['reopen', 'acknowledge'],
  },
  resolved: {
    triggered: ['resolve'],
    acknowledged: ['resolve'],
    mitigated: ['resolve'],
    resolved: ['resolve'],
  },
}

/** What reading a page means to its incident, of which it is news. Who did the last of it is known, and no more. */
export function readEvents(incident: Incident, { at, by, page }: PageEvent): Asked[] {
  const latest = Math.max(at, incident.stateAt, incident.pagerduty?.seen.at ?? 0)
  const types = missed[page!.status][incident.state]
  return types.map((type, i) => ({ type, at: latest, by: i === types.length - 1 ? by : pagerduty }))
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
    case 'news':
      return event.news && { type: 'news', news: event.news, at, by }
    case 'reassigned':
      return page && { type: 'news', news: { kind: 'reassigned', to: namesOf(page) }, at, by }
    case 'service_updated':
      return (
        page && { type: 'news', news: { kind: 'moved', service: page.serviceName ?? page.service }, at, by }
      )
    case 'escalated':
      return undefined
  }
}

const namesOf = ({ assignees }: Page): string[] => assignees.map(({ name }) => name)
