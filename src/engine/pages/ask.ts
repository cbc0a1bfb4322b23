import type { Job } from '../../domain/jobs.ts'
import type { Clock } from '../../ports/clock.ts'
import type { PageEvent } from '../../ports/intake.ts'
import type { Queue } from '../../ports/queue.ts'

/** Has PagerDuty asked how a page stands now: its events do not tell the level, and not all of them are understood. */
export const createAskAbout =
  ({ queue, clock }: { queue: Queue; clock: Clock }) =>
  (system: string, page: string, climbed?: PageEvent): Promise<void> => {
    const escalated = climbed?.by.id === undefined ? {} : { escalated: { by: climbed.by, at: climbed.at } }
    const job: Job = { kind: 'pagerduty-read', page, ...escalated }
    return queue.order(system, [{ job, due: clock.now(), when: 'earlier' }])
  }
export type AskAbout = ReturnType<typeof createAskAbout>
