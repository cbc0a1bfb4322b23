import type { Incident } from '../src/domain/incident.ts'

/** Which states were seen, and what happened in which of them. */
export interface Coverage {
  /** How often, by `<state> <event>`. */
  transitions: Map<string, number>
  states: Set<string>
}

export const createCoverage = (): Coverage => ({ transitions: new Map(), states: new Set() })

export function cover(
  { transitions, states }: Coverage,
  before: Incident | undefined,
  after: Incident,
  what: string,
) {
  const key = `${before?.state ?? '-'} ${what}`
  transitions.set(key, (transitions.get(key) ?? 0) + 1)
  states.add(inShort(after))
}

/** What tells one state of the machine from another, without times and texts. */
function inShort(incident: Incident): string {
  const { state, severity, level, climb, cycle, pagerduty, lead, merged, mergedInto } = incident
  const marks = {
    page: pagerduty && `${pagerduty.seen.status}${pagerduty.refused ? '!' : ''}`,
    wants: pagerduty?.want && (pagerduty.want.status ?? `level ${pagerduty.want.level}`),
    lead: lead?.via,
    snoozed: incident.snoozedUntil !== undefined,
    off: incident.remindersOff,
    warned: incident.warnedAt !== undefined,
    merged: merged.length > 0,
    into: mergedInto !== undefined,
  }
  return [state, severity, level, Math.min(climb, 4), Math.min(cycle, 3), ...Object.values(marks)].join(' ')
}
