import { Cron } from 'croner'
import { z } from 'zod'
import { TimeZone } from './business-hours.ts'

/** Times that come back, by the clock of a zone. */
export interface Recurrence {
  at: string
  zone: string
}

const Expression = z.string().transform((text, ctx): string => {
  const why = faultOf(text)
  if (why === undefined) return text
  ctx.addIssue({ code: 'custom', message: why, input: text })
  return z.NEVER
})

/** As a system file has it. */
export const recurring = { at: Expression, zone: TimeZone }

/** The first time after `from`, in milliseconds since the epoch; undefined where none is left. */
export const nextAfter = (when: Recurrence, from: number): number | undefined =>
  cron(when).nextRun(new Date(from))?.getTime()

/** The last time up to `now`, itself included. */
export const lastUpTo = (when: Recurrence, now: number): number | undefined =>
  cron(when)
    // It counts in whole seconds, and looks before the one that it is given.
    .previousRuns(2, new Date(now + 1_000))
    .map(date => date.getTime())
    .find(at => at <= now)

const cron = ({ at, zone }: Recurrence): Cron =>
  new Cron(at, { timezone: zone, paused: true, mode: '5-part' })

function faultOf(text: string): string | undefined {
  const expected = 'expected five fields of cron, as in "0 9 * * mon-fri": minute, hour, day, month, weekday'
  if (text.trim().split(/\s+/).length !== 5) return expected
  try {
    // A day that no month has would never come.
    return nextAfter({ at: text, zone: 'UTC' }, 0) === undefined ? 'expected a time that comes' : undefined
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return expected
    throw error
  }
}
