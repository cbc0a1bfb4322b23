import { z } from 'zod'
import { recurring } from '../recurrence.ts'
import { Name, Text } from '../setting.ts'

/** A list that a system's file names: one of its runbook's procedures, or a part of one. */
export const ChecklistSettings = z
  .strictObject({
    /** Its headings, as `runbook show` takes them: `daily-operations/morning-checklist`. */
    procedure: Text,
    /** The label that its part stands under: `Monthly`. */
    part: Text.optional(),
    /** The main one without it. */
    environment: Name.optional(),
    at: recurring.at.optional(),
    zone: recurring.zone.optional(),
  })
  .refine(({ at, zone }) => (at === undefined) === (zone === undefined), {
    error: 'expected `at` and `zone`, or neither',
  })
export type ChecklistSettings = z.infer<typeof ChecklistSettings>
