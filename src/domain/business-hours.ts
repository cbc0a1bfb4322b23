import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Duration } from './duration.ts'

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const hourMs = 3_600_000

export const TimeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as "09:00"')
export const TimeZone = z.string().refine(isTimeZone, 'expected a time zone such as Europe/Berlin or UTC')

/**
 * When a business is open: on `days` from `from` to `to` by the local clock, but for `holidays`. Where `to` is not
 * later than `from` it is the next day's: "22:00" to "06:00" is a night, "00:00" to "00:00" a whole day. Such hours
 * belong to the day they begin on.
 */
export const BusinessHours = z.strictObject({
  timezone: TimeZone,
  days: z.array(z.enum(days)).min(1),
  from: TimeOfDay,
  to: TimeOfDay,
  holidays: z.array(z.iso.date('expected a date such as 2026-12-25')).default([]),
})
export type BusinessHours = z.infer<typeof BusinessHours>

/** When a duration that starts at `from` is over, both in milliseconds since the epoch; always later than `from`. */
export function endOf(duration: Duration, from: number, hours: BusinessHours | undefined): number {
  if ('ms' in duration) return from + duration.ms
  if (!hours) throw new Error('a duration in business time needs business hours')
  if ('nextBusinessDay' in duration) return closingOfDay(1, from, hours)
  if ('businessDays' in duration) return closingOfDay(duration.businessDays, from, hours)
  return afterOpenTime(Math.max(1, Math.round(duration.businessHours * hourMs)), from, hours)
}

/** How long it is open on a business day without a clock change, in milliseconds. */
export function openTimeOf({ from, to }: Pick<BusinessHours, 'from' | 'to'>): number {
  const ms = Temporal.PlainTime.from(from).until(Temporal.PlainTime.from(to)).total('millisecond')
  return ms > 0 ? ms : ms + 24 * hourMs
}

function afterOpenTime(ms: number, from: number, hours: BusinessHours): number {
  let left = ms
  for (const { opens, closes } of windows(localDate(from, hours).subtract({ days: 1 }), hours, ms)) {
    const begins = Math.max(opens, from)
    if (closes - begins >= left) return begins + left
    left -= Math.max(0, closes - begins)
  }
  throw new Error(`no end of ${ms} ms of business time in ${JSON.stringify(hours)}`)
}

/** When it closes on the first, second … of the business days that follow. */
function closingOfDay(count: number, from: number, hours: BusinessHours): number {
  let left = count
  for (const { closes } of windows(localDate(from, hours).add({ days: 1 }), hours, count * openTimeOf(hours)))
    if (--left === 0) return closes
  throw new Error(`no ${count} business days in ${JSON.stringify(hours)}`)
}

/** When it opens and closes on each business day from a date on: at least as many as are open for `ms`, and then it ends. */
function* windows(first: Temporal.PlainDate, hours: BusinessHours, ms: number) {
  const weeks = Math.ceil(ms / openTimeOf(hours)) + hours.holidays.length + 4
  const overMidnight = hours.to <= hours.from
  for (let day = 0; day < weeks * 7; day++) {
    const date = first.add({ days: day })
    if (!hours.days.includes(days[date.dayOfWeek - 1]!) || hours.holidays.includes(date.toString())) continue
    yield {
      opens: instant(date, hours.from, hours),
      closes: instant(overMidnight ? date.add({ days: 1 }) : date, hours.to, hours),
    }
  }
}

/** A local time that the clock skips counts as so much later; one that it shows twice is the first of the two. */
const instant = (date: Temporal.PlainDate, plainTime: string, { timezone }: BusinessHours): number =>
  date.toZonedDateTime({ timeZone: timezone, plainTime }).epochMilliseconds

const localDate = (at: number, { timezone }: BusinessHours): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timezone).toPlainDate()

function isTimeZone(name: string): boolean {
  try {
    new Temporal.ZonedDateTime(0n, name)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
