import { lastUpTo, nextAfter, type Recurrence } from '../recurrence.ts'
import type { Schedule } from './schedule.ts'

/** The last time that has come and was not seen to; undefined when none has. */
export function dueAt(when: Recurrence, { since }: Pick<Schedule, 'since'>, now: number): number | undefined {
  const last = lastUpTo(when, now)
  return last !== undefined && last > since ? last : undefined
}

/** What begins this much after its time says so, in milliseconds. */
export const lateMs = 60_000
/** A change is not begun later than this. */
export const tooLateMs = 3_600_000
/** What cannot be planned when it is due may be so for a while only, as of a database that is changed just then: so long. */
export const triesForMs = 1_800_000
/** So long at most a run waits for what is locked. */
const waitsMs = 6 * 3_600_000

/** How long a run may wait to begin: until its next time, but not all day. */
export const mayWaitMs = (when: Recurrence, due: number): number =>
  Math.min(waitsMs, (nextAfter(when, due) ?? Number.POSITIVE_INFINITY) - due)
