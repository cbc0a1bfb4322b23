import { z } from 'zod'
import { callKind } from './call.ts'

/**
 * Has PagerDuty make no incidents of services for a while. `forMs` is milliseconds from when the call is made. Answers
 * `{ id }`. Its description ends with the run, by which it is found again.
 */
export const createMaintenance = callKind(
  'pagerduty:CreateMaintenanceWindow',
  z.object({ services: z.array(z.string()).min(1), forMs: z.int(), description: z.string() }),
)

/** Ends one now. */
export const endMaintenance = callKind('pagerduty:DeleteMaintenanceWindow', z.object({ id: z.string() }))
