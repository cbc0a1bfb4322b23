import type { Intake } from '../../ports/intake.ts'
import type { Performer } from '../performer.ts'

/** Takes in what PagerDuty told; what it told of one page, one after the other. */
export function pagerdutyEvent(intake: Intake): Performer<'pagerduty-event'> & Performer<'pagerduty-urgent'> {
  /** What was begun last, by page. */
  const last = new Map<string, Promise<unknown>>()
  return async ({ job: { event } }) => {
    const before = last.get(event.pageId)
    const taken = Promise.allSettled([before]).then(() => intake.page(event))
    last.set(event.pageId, taken)
    try {
      await taken
    } finally {
      if (last.get(event.pageId) === taken) last.delete(event.pageId)
    }
  }
}
