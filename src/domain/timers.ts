import { belay } from './actor.ts'
import { clocks, postmortemDue } from './clocks.ts'
import type { Timer } from './events.ts'
import type { Incident } from './incident.ts'
import { enterLevel, levelTold, nextLevel, pageAnew } from './ladder.ts'
import { dueMilestones } from './milestones.ts'
import { wanting } from './pagerduty-link.ts'
import type { Step } from './step.ts'

/** A timer that fires this much after its time says so. */
const lateMs = 30_000

/** A timer has fired. It counts only if the state still owes it: it may have been moved or become void meanwhile. */
export function onTime(incident: Incident, timer: Timer, now: number): Step {
  const due = clocks(incident)[timer]
  if (due === undefined || due > now) return 'ignored'
  // A raised severity may move the deadline into the past: that is not late before it was raised.
  const since = timer === 'escalate' ? Math.max(due, incident.severityAt ?? 0) : due
  const late = now - since >= lateMs ? now - since : undefined
  const lateness = late === undefined ? {} : { late }

  switch (timer) {
    case 'escalate': {
      const level = nextLevel(incident)
      const entered = enterLevel(incident, level, now)
      return {
        incident: wanting(entered, { at: now, by: belay }, { level }),
        happened: [levelTold(entered, late)],
      }
    }
    case 'remind':
      return {
        incident: { ...incident, remindedAt: now },
        happened: [{ kind: 'reminder', idleMs: now - incident.lifeAt, ...lateness }],
      }
    case 'warn': {
      const warned = { ...incident, warnedAt: now }
      return {
        incident: warned,
        happened: [{ kind: 'warning', givesBackAt: clocks(warned)['give-back']!, ...lateness }],
      }
    }
    case 'give-back': {
      const again = pageAnew(incident, now, now)
      return {
        incident: wanting(again, { at: now, by: belay }, { level: again.level }),
        happened: [{ kind: 'gave-back', idleMs: now - incident.lifeAt, ...lateness }, levelTold(again)],
      }
    }
    case 'milestone': {
      const all = dueMilestones(incident, now)
      const { ticks = [], told = [], ...rest } = incident.response ?? {}
      return {
        incident: {
          ...incident,
          response: { ...rest, ticks, told: [...told, ...all.map(one => one.number)] },
        },
        happened: all.map(({ number, milestone, dueAt }) => ({
          kind: 'milestone-due',
          number,
          title: milestone.title,
          notes: milestone.notes ?? [],
          dueAt,
          ...(now - dueAt >= lateMs && { late: now - dueAt }),
        })),
      }
    }
    case 'postmortem':
      return {
        incident: { ...incident, postmortemToldAt: now },
        happened: [{ kind: 'postmortem-due', dueAt: postmortemDue(incident)!, ...lateness }],
      }
  }
}
