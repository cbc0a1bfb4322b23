import type { Clock } from '../../ports/clock.ts'
import type { Queue } from '../../ports/queue.ts'

/** Has PagerDuty asked how a page stands now: its events do not tell the level, and not all of them are understood. */
export const createAskAbout =
  ({ queue, clock }: { queue: Queue; clock: Clock }) =>
  (system: string, page: string): Promise<void> =>
    queue.order(system, [{ job: { kind: 'pagerduty-read', page }, due: clock.now(), when: 'earlier' }])
export type AskAbout = ReturnType<typeof createAskAbout>
