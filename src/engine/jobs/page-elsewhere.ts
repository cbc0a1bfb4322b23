import { OutsideError } from '../../domain/errors.ts'
import type { Incident } from '../../domain/incident.ts'
import { isWorse } from '../../domain/severity.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Hold } from '../performer.ts'

/** Slack has this long to deliver the page of a P1 or P2 before PagerDuty is asked to. */
const slackAwayMs = 60_000

/** Whether it is Slack that is away, and will have been for that long when it is asked again. */
function isSlackAway(error: unknown, lateMs: number): boolean {
  if (!(error instanceof OutsideError) || error.fault.service !== 'slack') return false
  const { fault, retryAfterMs = 0 } = error.fault
  return fault === 'away' ? lateMs > slackAwayMs : fault === 'limited' && retryAfterMs > slackAwayMs
}

/** Has PagerDuty page for these, where Slack does not let them be told of within a minute of when the job in hand was due. */
export const createPageElsewhere =
  (queue: Queue, clock: Clock) =>
  async ({ system, claim }: Hold, incidents: Incident[], error: unknown): Promise<void> => {
    if (!isSlackAway(error, clock.now() - claim.due)) return
    const orders = incidents
      .filter(({ severity, pagerdutyService }) => !isWorse('P2', severity) && pagerdutyService !== undefined)
      .map(({ id, cycle }) => {
        const job = { kind: 'pagerduty-create', incident: id, cycle } as const
        return { job, due: clock.now(), when: 'earlier' as const }
      })
    if (orders.length > 0) await queue.order(system, orders)
  }
export type PageElsewhere = ReturnType<typeof createPageElsewhere>
