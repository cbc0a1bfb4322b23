import { Temporal } from 'temporal-polyfill'

/** The day of the week by the clock of a zone: 0 is Sunday. */
export const weekdayIn = (zone: string, at: number): number =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone).dayOfWeek % 7
