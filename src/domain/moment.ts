import { Temporal } from 'temporal-polyfill'
import { Milliseconds } from './duration.ts'

/** What may be typed of a moment with spaces in it: "2026-11-26 03:00 UTC", "30 min ago". */
export const written =
  /^(?:(?:\d{4}-\d{2}-\d{2}[T ])?\d{1,2}:[\d:.]+ ?(?:Z|UTC|[+-][\d:]+)?|\d+(?:\.\d+)? ?[a-z]+(?: ago)?)$/i

const dayAndTime = /^(?:(\d{4}-\d{2}-\d{2})[T ])?(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)$/i
const offset = / ?(?:(Z|UTC)|([+-]\d{2}):?(\d{2}))$/i

/** In milliseconds since the epoch; undefined where it is no moment, or does not say by whose clock. "30m" is as long ago. */
export function momentOf(text: string, now: number): number | undefined {
  const back = Milliseconds.safeParse(text.replace(/ ago$/i, '')).data
  if (back !== undefined) return now - back
  const [said, isUtc, hours, minutes] = offset.exec(text) ?? []
  if (said === undefined) return undefined
  return byClockOf(isUtc ? 'UTC' : `${hours}:${minutes}`, text.slice(0, -said.length), now)
}

/** The same without an offset, by the clock of a time zone: a time alone was when the clock last showed it. */
export function byClockOf(zone: string, text: string, now: number): number | undefined {
  const [, day, time] = dayAndTime.exec(text) ?? []
  if (time === undefined) return undefined
  try {
    const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
    const plainTime = time.replace(/^\d:/, '0$&')
    const at = (date: Temporal.PlainDate) =>
      date.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds
    if (day !== undefined) return at(Temporal.PlainDate.from(day))
    return at(today) > now ? at(today.subtract({ days: 1 })) : at(today)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
