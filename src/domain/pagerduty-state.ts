import type { Actor } from './actor.ts'

export type PageStatus = 'triggered' | 'acknowledged' | 'resolved'

/** What PagerDuty is still to be told. */
export interface Want {
  status?: PageStatus
  level?: number
  at: number
  by: Actor
  /** What was wanted before, and may have been asked for: that PagerDuty tells of it is our own doing, and no news. */
  overtook?: PageStatus[]
}

/** What PagerDuty is known to hold, and what it is still to be told. Times are milliseconds since the epoch. */
export interface PagerDutyLink {
  id: string
  url: string
  /** `at` is by PagerDuty's clock. */
  seen: { status: PageStatus; level?: number; at: number }
  want?: Want
  /** It would not hold what was last wished for: that it holds something else than the incident is no news. */
  refused?: true
  /** Who has escalated there, a person or PagerDuty itself, and when, as long as it is not known to which level. */
  escalated?: { by: Actor; at: number }
  /** When Belay last had it at the level that was wanted. */
  raisedAt?: number
}
