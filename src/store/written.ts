import type { Change } from '../ports/store.ts'

/** By which a state is kept. */
export function keyOf(change: Change): [kind: string, id: string] {
  if ('incident' in change) return ['incident', change.incident.id]
  if ('run' in change) return ['run', change.run.id]
  if ('checklist' in change) return ['checklist', change.checklist.id]
  return 'scheduled' in change ? ['schedule', change.scheduled] : ['lock', change.resource]
}

/** What is written; undefined where it is to be dropped. */
export function stateOf(change: Change): object | undefined {
  if ('incident' in change) return change.incident
  if ('run' in change) return change.run
  if ('checklist' in change) return change.checklist
  return 'scheduled' in change ? change.schedule : change.lock
}
