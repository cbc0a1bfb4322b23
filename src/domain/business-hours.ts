import { z } from 'zod'
import type { Duration } from './duration.ts'

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as "09:00"')

export const BusinessHours = z.strictObject({
  timezone: z.string(),
  days: z.array(z.enum(days)).min(1),
  from: TimeOfDay,
  to: TimeOfDay,
  holidays: z.array(z.iso.date()).default([]),
})
export type BusinessHours = z.infer<typeof BusinessHours>

/** When a duration that starts at `from` is over, both in milliseconds since the epoch. */
export function endOf(duration: Duration, from: number, hours: BusinessHours | undefined): number {
  if ('ms' in duration) return from + duration.ms
  throw new Error(`not yet: ${JSON.stringify({ duration, hours })}`)
}
