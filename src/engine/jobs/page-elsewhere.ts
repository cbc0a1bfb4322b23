import { OutsideError } from '../../domain/errors.ts'
import type { Incident } from '../../domain/incident.ts'
import { isWorse } from '../../domain/severity.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Hold } from '../performer.ts'

/** Slack has this long to deliver the page of a P1 or P2 before PagerDuty is asked to. */
const slackAwayMs = 60_000

export const isSlackAway = (error: unknown): boolean =>
  error instanceof OutsideError && error.fault.service === 'slack' && error.fault.fault === 'away'

/** Has PagerDuty page for these, where it is Slack that is away, and has been for as long as the job in hand is due. */
export const createPageElsewhere =
  (queue: Queue, clock: Clock) =>
  async ({ system, claim }: Hold, incidents: Incident[], error: unknown): Promise<void> => {
    if (!isSlackAway(error) || clock.now() - claim.due <= slackAwayMs) return
    const orders = incidents
      .filter(({ severity, pagerdutyService }) => !isWorse('P2', severity) && pagerdutyService !== undefined)
      .map(({ id, cycle }) => {
        const job = { kind: 'pagerduty-create', incident: id, cycle } as const
        return { job, due: clock.now(), when: 'earlier' as const }
      })
    if (orders.length > 0) await queue.order(system, orders)
  }
export type PageElsewhere = ReturnType<typeof createPageElsewhere>
