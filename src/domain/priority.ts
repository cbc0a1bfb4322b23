import type { JobKind } from './jobs.ts'

/** Pages and deadlines come before cards, cards before housekeeping: 0 is claimed first. */
export function priority(kind: JobKind): 0 | 1 | 2 {
  switch (kind) {
    case 'timer':
    case 'notify':
    case 'page':
    case 'mention':
    case 'digest':
    case 'storm':
    case 'pagerduty':
    case 'pagerduty-urgent':
    case 'pagerduty-create':
    case 'pagerduty-merge':
    case 'run-timer':
      return 0
    case 'show':
    case 'cards':
    case 'pagerduty-event':
    case 'pagerduty-note':
    case 'pagerduty-read':
    case 'early-note':
    case 'identify':
    case 'history':
    case 'trouble':
    case 'run':
    case 'take-back':
    case 'show-run':
    case 'run-log':
    case 'schedule':
    case 'show-schedule':
    case 'show-checklist':
      return 1
    default:
      return 2
  }
}

/**
 * These must happen, however long it takes, or again and again: they are tried for ever and never put aside. A run that
 * has begun holds a lock, and somebody waits for it.
 */
export const neverParks = (kind: JobKind): boolean =>
  endless.includes(kind) || (priority(kind) === 0 && !ending.includes(kind))

/** Other cards show what that of a storm would; what PagerDuty told it tells again when it is asked. */
const ending: JobKind[] = ['storm', 'pagerduty-urgent']
const endless: JobKind[] = ['reconcile', 'run', 'take-back', 'schedule']
