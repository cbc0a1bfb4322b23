import { z } from 'zod'
import { Milliseconds } from './duration.ts'
import { Text } from './setting.ts'
import { Severity } from './severity.ts'

/** What happens to an incident and passes a milestone by itself. */
const passings = ['acknowledged', 'mitigated'] as const

/** Something that is to be done so soon after an incident began, or after it was over. */
export const Milestone = z.strictObject({
  title: Text,
  within: Milliseconds,
  only: z.array(Severity).min(1).optional(),
  from: z.enum(['opened', 'resolved']).default('opened'),
  passed: z.enum(passings).optional(),
  /** What there is to it. */
  notes: z.array(Text).optional(),
})
export type Milestone = z.infer<typeof Milestone>

/** Said one by one, or where in the runbook they stand. */
export const Milestones = z.union([z.array(Milestone).min(1), z.strictObject({ procedure: Text })])
export type Milestones = z.infer<typeof Milestones>
