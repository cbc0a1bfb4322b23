import type { Job } from '../domain/jobs.ts'
import { pagerdutyServices } from '../domain/routing.ts'
import type { System } from '../domain/system.ts'
import { comingBack } from '../engine/schedules/coming-back.ts'

/** A change that comes back is looked at so long after a start, in milliseconds: to plan what is new loads AWS's clients. */
const changesAfterMs = 60_000

/** What is owed again and again for as long as Belay runs, and how long after its start: each orders its own next time. */
export function standingJobs(system: System, hasPager: boolean): { job: Job; afterMs: number }[] {
  const atOnce: Job[] = [
    ...(hasPager && pagerdutyServices(system).length > 0 ? [{ kind: 'reconcile' as const }] : []),
    ...(system.audit ? [{ kind: 'anchor' as const }] : []),
  ]
  return [
    ...atOnce.map(job => ({ job, afterMs: 0 })),
    ...comingBack(system).map(({ id, digest, change }) => ({
      job: { kind: 'schedule' as const, schedule: id, digest },
      afterMs: change ? changesAfterMs : 0,
    })),
  ]
}
