import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { days, TimeOfDay, TimeZone } from './business-hours.ts'

/**
 * When nothing is to be changed: from a date to a date, both included, or every week on `days` from `from` to `to`, where
 * a `to` that is not later than `from` is the next day's. `only`: the environments that it is about; all without it.
 */
const Dates = z.strictObject({
  from: z.iso.date('expected a date such as 2026-12-24'),
  to: z.iso.date('expected a date such as 2027-01-02'),
  reason: z.string().min(1),
  only: z.array(z.string()).min(1).optional(),
})
const Weekly = z.strictObject({
  days: z.array(z.enum(days)).min(1),
  from: TimeOfDay,
  to: TimeOfDay,
  reason: z.string().min(1),
  only: z.array(z.string()).min(1).optional(),
})

export const Freeze = z.strictObject({
  timezone: TimeZone,
  windows: z.array(z.union([Dates, Weekly])).min(1),
})
export type Freeze = z.infer<typeof Freeze>

/** Why nothing is to be changed in an environment at a time; undefined when it may be. */
export function frozen(freeze: Freeze, environment: string, at: number): string | undefined {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(freeze.timezone)
  const window = freeze.windows.find(
    one =>
      (one.only?.includes(environment) ?? true) &&
      ('days' in one ? isWeekly(one, local) : isBetween(one, local)),
  )
  return window?.reason
}

function isBetween({ from, to }: z.infer<typeof Dates>, local: Temporal.ZonedDateTime): boolean {
  const date = local.toPlainDate().toString()
  return from <= date && date <= to
}

function isWeekly({ days: on, from, to }: z.infer<typeof Weekly>, local: Temporal.ZonedDateTime): boolean {
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  const isOn = (date: Temporal.PlainDate) => on.includes(days[date.dayOfWeek - 1]!)
  const today = local.toPlainDate()
  if (to > from) return isOn(today) && from <= time && time < to
  return (isOn(today) && from <= time) || (isOn(today.subtract({ days: 1 })) && time < to)
}
