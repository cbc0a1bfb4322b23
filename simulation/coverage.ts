import type { Incident } from '../src/domain/incident.ts'
import type { Run } from '../src/domain/run/run.ts'

/** Which states were seen, and what happened in which of them. */
export interface Covered {
  /** How often, by `<state> <event>`. */
  transitions: Map<string, number>
  states: Set<string>
}

/** Of incidents, and of runs. */
export interface Coverage {
  incidents: Covered
  runs: Covered
}

const nothing = (): Covered => ({ transitions: new Map(), states: new Set() })
export const createCoverage = (): Coverage => ({ incidents: nothing(), runs: nothing() })

/** Takes in what another has seen. */
export function addCoverage(all: Coverage, other: Coverage): void {
  for (const what of ['incidents', 'runs'] as const) {
    const { transitions, states } = all[what]
    for (const [key, times] of other[what].transitions)
      transitions.set(key, (transitions.get(key) ?? 0) + times)
    for (const state of other[what].states) states.add(state)
  }
}

const count = ({ transitions }: Covered, key: string) =>
  void transitions.set(key, (transitions.get(key) ?? 0) + 1)

export function cover(
  { incidents }: Coverage,
  before: Incident | undefined,
  after: Incident,
  what: string,
): void {
  count(incidents, `${before?.state ?? '-'} ${what}`)
  incidents.states.add(inShort(after))
}

export function coverRun({ runs }: Coverage, before: Run | undefined, after: Run, what: string): void {
  count(runs, `${before?.state ?? '-'} ${what}`)
  runs.states.add(runInShort(after))
}

/** What tells one state of a run from another, without times and texts. */
function runInShort({ state, operation, steps, approvals, required, ...run }: Run): string {
  const marks = {
    yes: `${approvals.length}/${required}`,
    alone: run.breakGlass !== undefined,
    stops: run.cancel !== undefined,
    back: steps.some(({ goingBackAt }) => goingBackAt !== undefined),
    stalled: steps.some(({ stalled }) => stalled),
    while:
      run.undo && (run.undo.run !== undefined ? 'undone' : run.undo.toldAt === undefined ? 'so far' : 'told'),
    over: run.overtakenBy !== undefined,
    undoes: run.undoes !== undefined,
    waits: run.waits !== undefined,
  }
  return [state, operation, ...steps.map(step => step.state), ...Object.values(marks)].join(' ')
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
