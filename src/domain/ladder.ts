import type { Actor } from './actor.ts'
import type { Incident } from './incident.ts'
import { isWorse, type Severity } from './severity.ts'
import type { Level } from './system.ts'
import type { Happening } from './timeline.ts'

export const applies = (level: Level, severity: Severity): boolean => level.only?.includes(severity) ?? true

/** The levels that the incident's severity reaches, lowest first. */
export const levelsOf = (incident: Incident): number[] =>
  incident.policy.ladder.flatMap((level, i) => (applies(level, incident.severity) ? [i + 1] : []))

/** Whether levels are for different kinds of trouble: then which one is told is a choice, and not simply the next. */
export const isByKind = (incident: Incident): boolean =>
  levelsOf(incident).filter(level => incident.policy.ladder[level - 1]?.for !== undefined).length > 1

/** The level that an incident begins at, which has its severity's acknowledge time. */
export const firstLevel = (incident: Incident): number => nextLevel({ ...incident, level: 0 })

/** The level after `incident.level` that its severity reaches; the last such level follows itself. */
export function nextLevel(incident: Incident): number {
  const reached = levelsOf(incident)
  return reached.find(level => level > incident.level) ?? reached.at(-1) ?? incident.policy.ladder.length
}

/** Whether the incident is on the last level that its severity reaches, which repeats. */
export const repeats = (incident: Incident): boolean =>
  !incident.policy.ladder.some((level, i) => i >= incident.level && applies(level, incident.severity))

/** The level that was entered last, as the timeline tells it. */
export function levelTold(incident: Incident, late?: number): Happening {
  const { level, policy } = incident
  const notify = policy.ladder[level - 1]?.notify ?? []
  return { kind: 'level', level, notify, repeats: repeats(incident), ...(late !== undefined && { late }) }
}

/** The incident as it is once `level` has been told at `at`. */
export function enterLevel(incident: Incident, level: number, at: number): Incident {
  const { calledBy: _, ...rest } = incident
  return { ...rest, level, levelAt: at, climb: incident.climb + 1 }
}

/** Back to triggered since `at`, and paging from the first level `now`: whoever is told gets the whole time to answer. */
export function pageAnew(incident: Incident, at: number, now: number): Incident {
  const { lead: _, leadAt: __, mitigatedAt: ___, resolvedAt: ____, ...kept } = quiet(incident)
  return enterLevel(
    { ...kept, state: 'triggered', stateAt: at, cycle: incident.cycle + 1, climb: 0, level: 0 },
    firstLevel(incident),
    now,
  )
}

/** As bad as that since `at`. Worse, it is not what somebody wanted to hear no more of: a snooze and stopped reminders end. */
export function withSeverity(
  incident: Incident,
  to: Severity,
  { at, by }: { at: number; by: Actor },
): Incident {
  const changed = { ...incident, severity: to, severityAt: at }
  return isWorse(to, incident.severity) ? { ...quiet(changed), raisedBy: by } : changed
}

/** Without reminders that are under way, and without a snooze. */
export function quiet(incident: Incident): Incident {
  const {
    remindedAt: _,
    warnedAt: __,
    snoozedUntil: ___,
    remindersOff: ____,
    postmortemToldAt: _____,
    ...kept
  } = incident
  return kept
}
