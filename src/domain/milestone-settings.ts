import { z } from 'zod'
import { Duration } from './duration.ts'
import { Text } from './setting.ts'
import { Severity } from './severity.ts'

/** What happens to an incident and passes a milestone by itself. */
const passings = ['acknowledged', 'mitigated'] as const

/** Something that is to be done so soon after an incident began, or after it was over. */
export const Milestone = z.strictObject({
  title: Text,
  /** Milliseconds by the wall clock, or business time. */
  within: Duration.transform(duration => ('ms' in duration ? duration.ms : duration)),
  only: z.array(Severity).min(1).optional(),
  from: z.enum(['opened', 'resolved']).default('opened'),
  passed: z.enum(passings).optional(),
  /** What there is to it. */
  notes: z.array(Text).optional(),
})
export type Milestone = z.infer<typeof Milestone>

/** Whether it needs to be known when the business is open. */
export const isOfBusiness = ({ within }: Milestone): boolean => typeof within !== 'number'

/** Said one by one, or where in the runbook they stand. */
export const Milestones = z.union([z.array(Milestone).min(1), z.strictObject({ procedure: Text })])
export type Milestones = z.infer<typeof Milestones>
