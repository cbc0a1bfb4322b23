import type { Actor } from '../actor.ts'
import { isAllowed, type Occurrence, type Schedule } from './schedule.ts'

/** What can happen to a schedule, beside that its file says something else. */
export type ScheduleEvent =
  /** `digest`: of the text that whoever allows it has seen; `required`: as many as it takes by now. It can be planned. */
  | { type: 'allow'; digest: string; required: number; by: Actor; at: number }
  | { type: 'stop'; by: Actor; at: number }
  /** What was due has been begun, or will not be. */
  | { type: 'seen-to'; occurrence: Occurrence }

export type ScheduleOutcome = { ok: true; schedule: Schedule } | { ok: false; reason: string }

const refused = (reason: string): ScheduleOutcome => ({ ok: false, reason })

export function scheduleTransition(schedule: Schedule, event: ScheduleEvent): ScheduleOutcome {
  switch (event.type) {
    case 'allow': {
      const { by, at, required, digest } = event
      if (digest !== schedule.digest)
        return refused('Its file says something else by now. Look at what it says before you allow it.')
      if (isAllowed({ ...schedule, required })) return refused('It is allowed already.')
      const { stopped, why: _, ...free } = schedule
      // Whoever allowed it before it was stopped has not allowed it since.
      const before = stopped ? [] : schedule.allowed
      if (before.some(one => one.by.id === by.id && one.by.via === by.via))
        return refused('You have allowed it already; it takes somebody else as well.')
      return { ok: true, schedule: { ...free, required, allowed: [...before, { by, at }] } }
    }
    case 'stop':
      if (schedule.stopped) return refused('It is stopped already.')
      return { ok: true, schedule: { ...schedule, stopped: { by: event.by, at: event.at } } }
    case 'seen-to': {
      const { occurrence } = event
      return { ok: true, schedule: { ...schedule, since: occurrence.dueAt, last: occurrence } }
    }
  }
}
