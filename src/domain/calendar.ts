import { Temporal } from 'temporal-polyfill'

/** Days as `2026-11-26`, by UTC, each span up to but without its end. */
export interface Calendar {
  today: string
  /** Of how many days of the month today is which. */
  dayOfMonth: number
  daysInMonth: number
  thisMonth: { from: string; to: string }
  lastMonth: { from: string; to: string }
  /** The last so many days with today. */
  lastDays(count: number): { from: string; to: string }
}

/** The day that `now` is, in milliseconds since the epoch, and what lies around it. */
export function calendarAt(now: number): Calendar {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC').toPlainDate()
  const first = today.with({ day: 1 })
  const to = today.add({ days: 1 }).toString()
  return {
    today: today.toString(),
    dayOfMonth: today.day,
    daysInMonth: today.daysInMonth,
    thisMonth: { from: first.toString(), to },
    lastMonth: { from: first.subtract({ months: 1 }).toString(), to: first.toString() },
    lastDays: count => ({ from: today.subtract({ days: count - 1 }).toString(), to }),
  }
}
