import type { Job } from '../domain/jobs.ts'
import { pagerdutyServices } from '../domain/routing.ts'
import type { System } from '../domain/system.ts'
import { comingBack } from '../engine/schedules/coming-back.ts'

/** What is owed again and again for as long as Belay runs: each orders its own next time. */
export const standingJobs = (system: System, hasPager: boolean): Job[] => [
  ...(hasPager && pagerdutyServices(system).length > 0 ? [{ kind: 'reconcile' as const }] : []),
  ...(system.audit ? [{ kind: 'anchor' as const }] : []),
  ...comingBack(system).map(({ id, digest }) => ({ kind: 'schedule' as const, schedule: id, digest })),
]
