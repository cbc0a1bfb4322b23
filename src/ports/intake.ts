import type { Actor, PagerDutyLink } from '../domain/incident.ts'
import type { Page } from './pager.ts'

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
    | 'annotated'
  /** When it happened, by PagerDuty's clock. */
  at: number
  by: Actor
  pageId: string
  /** The incident as PagerDuty tells it; absent with a note. */
  page?: Page
  note?: string
  /** Its page was asked for already. */
  waited?: true
  /**
   * It was not told but read. News only if PagerDuty's status is another than the one last seen there, and nothing was
   * heard from there or wished for since `before`, what was known of it when it was asked for.
   */
  read?: { before: PagerDutyLink | undefined }
}

/** Takes in what the outside tells. Resolves once it is saved, or known to concern nobody; rejects when it could not be saved. */
export interface Intake {
  page(event: PageEvent): Promise<'taken' | 'unlisted'>
  /** A delivery that was truly PagerDuty's but not understood: kept aside, and its incident asked for by id when known. */
  aside(delivery: { id: string; why: string; body: string; pageId?: string }): Promise<void>
}
