import type { Actor } from './actor.ts'
import type { PagerDutyLink, PageStatus } from './pagerduty-state.ts'

/** One of PagerDuty's incidents. */
export interface Page {
  id: string
  number?: number
  url: string
  title: string
  /** PagerDuty's incident key: the same for the same trouble. */
  key?: string
  service: string
  serviceName?: string
  status: PageStatus
  urgency: 'high' | 'low'
  priority?: string
  createdAt: number
  /** When its status changed last. */
  changedAt: number
  /** PagerDuty's ids of those it is assigned to, and its escalation policy. */
  assignees: { id: string; name: string }[]
  /** When it was last assigned to anybody. */
  assignedAt?: number
  policy?: string
  /** Who acknowledged or resolved it last. */
  changedBy?: { id: string; name: string }
  /** The page it was merged into, where that is why it is resolved. */
  mergedInto?: string
  /** PagerDuty would not merge it: it was neither made by hand nor by an alert. */
  unmergeable?: true
}

/**
 * By when a page has come to be as it is. PagerDuty tells whole seconds when it is asked, milliseconds when it calls: what
 * it answers happened within that second.
 */
export const changedAtLatest = ({ changedAt }: Page): number =>
  changedAt % 1000 === 0 ? changedAt + 999 : changedAt

/** What PagerDuty tells of an incident that changes nothing of how that stands here, for those who work on it. */
export type PageNews =
  | { kind: 'status-update'; text: string }
  /** `who`: a person, or an escalation policy. */
  | { kind: 'responder-asked'; who: string; text?: string }
  | { kind: 'responder-replied'; who: string; answer: string }
  | { kind: 'reassigned'; to: string[] }
  | { kind: 'moved'; service: string }
  /** Where people talk about it: an address, numbers to call. */
  | { kind: 'bridge'; at: string[] }

/** Something that PagerDuty tells of one of its incidents. */
export interface PageEvent {
  /** PagerDuty's event id: the same when it is delivered again. */
  id: string
  type:
    | 'triggered'
    | 'acknowledged'
    | 'unacknowledged'
    | 'resolved'
    | 'reopened'
    | 'escalated'
    | 'reassigned'
    | 'priority_updated'
    | 'service_updated'
    | 'annotated'
    /** What it is, is in `news`. */
    | 'news'
  /** When it happened, by PagerDuty's clock. */
  at: number
  by: Actor
  pageId: string
  /** The incident as PagerDuty tells it; absent with a note and with news. */
  page?: Page
  note?: string
  news?: PageNews
  /** Its page was asked for already. */
  waited?: true
  /**
   * It was not told but read. News only if PagerDuty's status is another than the one last seen there, and nothing was
   * heard from there or wished for since `before`, what was known of it when it was asked for.
   */
  read?: { before: PagerDutyLink | undefined }
}
