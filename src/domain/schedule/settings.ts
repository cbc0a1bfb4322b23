import { z } from 'zod'
import { recurring } from '../recurrence.ts'
import { Name, Text } from '../setting.ts'

/** What a schedule gives an operation; `{time}` in a text is the time it is due at, as in 20261126-0214. */
const Value = z.union([Text, z.number(), z.boolean()])

/** A change that comes back, as a system's file has it: it is made once an approver has allowed this text. */
export const ScheduleSettings = z.strictObject({
  ...recurring,
  environment: Name,
  service: Name.optional(),
  /** As its command is called: `db snapshot`. */
  operation: Text,
  input: z.record(z.string(), Value).default({}),
})
export type ScheduleSettings = z.infer<typeof ScheduleSettings>
