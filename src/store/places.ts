import { isOpen } from '../domain/incident.ts'
import { isOver } from '../domain/run/run.ts'
import { weightOf, weightWhenCalled } from '../domain/weight.ts'
import { withoutCard } from '../ports/lists.ts'
import type { Change, IncidentChange, RunChange } from '../ports/store.ts'

/** Where in a sorted set something belongs after a change: put, only if new or known there, or out. `score` '': the real time. */
export type Place = [set: string, how: 'put' | 'new' | 'known' | 'out', score: number | '']

/** The lists that a change enters and leaves. */
export function placesOf(change: Change): Place[] {
  if ('incident' in change) return ofIncident(change)
  if ('run' in change) return ofRun(change)
  // Nobody has to finish one: all are forgotten in the end.
  if ('checklist' in change)
    return inKind('checklist', change.expected === undefined, false, change.checklist.openedAt)
  if ('scheduled' in change) return []
  return [['locks', change.lock ? 'put' : 'out', change.lock?.since ?? '']]
}

function ofIncident({ expected, incident }: IncidentChange): Place[] {
  const isNew = expected === undefined
  const weight = weightOf(incident)
  return [
    // It leaves the list of those without a card when its card is there.
    [`list:${withoutCard(incident.channel)}`, isNew ? 'new' : 'known', weight],
    ['list:unanswered', incident.state === 'triggered' ? 'put' : 'out', weightWhenCalled(incident)],
    ...inKind('incident', isNew, isOpen(incident), incident.openedAt),
  ]
}

const ofRun = ({ expected, run }: RunChange): Place[] =>
  inKind('run', expected === undefined, !isOver(run), run.requestedAt)

/** Those that are open, by when they began; all, by the same; those that are over, by when they last changed. */
const inKind = (kind: string, isNew: boolean, open: boolean, beganAt: number): Place[] => [
  ...(isNew ? [[`recent:${kind}`, 'put', beganAt] as Place] : []),
  [`open:${kind}`, open ? 'put' : 'out', beganAt],
  [`closed:${kind}`, open ? 'out' : 'put', ''],
]
