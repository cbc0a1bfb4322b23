import type { RichTextDate } from '@slack/types'

const halfDay = 12 * 3_600_000

/** "02:14 UTC", for where Slack does not put a time into the reader's zone. */
export const utc = (at: number): string => `${new Date(at).toISOString().slice(11, 16)} UTC`

/** "2026-11-21 02:14 UTC" */
export const utcDay = (at: number): string => `${new Date(at).toISOString().slice(0, 10)} ${utc(at)}`

/** A time of day in the reader's zone. */
export const time = (at: number): RichTextDate => ({
  type: 'date',
  timestamp: Math.floor(at / 1000),
  format: '{time}',
  fallback: utc(at),
})

/** A day and a time of day in the reader's zone. */
export const dayTime = (at: number): RichTextDate => ({
  type: 'date',
  timestamp: Math.floor(at / 1000),
  format: '{date_short_pretty} {time}',
  fallback: utcDay(at),
})

const isFar = (at: number, near: number): boolean => Math.abs(at - near) > halfDay

/** With its day when it is far from `near`, a time that the reader knows the day of. */
export const timeNear = (at: number, near: number): RichTextDate => (isFar(at, near) ? dayTime(at) : time(at))

/** The same as it follows what happens: "at 02:14", "tomorrow at 02:14". */
export const atNear = (at: number, near: number): RichTextDate =>
  isFar(at, near)
    ? { ...dayTime(at), format: '{date_short_pretty} at {time}' }
    : { ...time(at), format: 'at {time}', fallback: `at ${utc(at)}` }

/** To the second, with its day when that is far from `near`. */
export const second = (at: number, near: number): RichTextDate => ({
  type: 'date',
  timestamp: Math.floor(at / 1000),
  format: isFar(at, near) ? '{date_short_pretty} {time_secs}' : '{time_secs}',
  fallback: `${new Date(at)
    .toISOString()
    .slice(isFar(at, near) ? 0 : 11, 19)
    .replace('T', ' ')} UTC`,
})
