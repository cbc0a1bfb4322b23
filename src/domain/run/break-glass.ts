import type { Actor, Incident } from '../incident.ts'
import type { Needs } from './needs.ts'

/**
 * Why somebody may not go ahead alone; undefined when they may: where the environment allows it, in a P1 that an alert
 * began or somebody else.
 */
export function whyNotAlone(
  { breakGlass }: Pick<Needs, 'breakGlass'>,
  incident: Incident | undefined,
  by: Actor,
): string | undefined {
  if (!breakGlass)
    return 'Its environment does not allow going ahead alone: its system file would have to say breakGlass.'
  if (!incident) return 'Going ahead alone is for an incident: ask for it in the thread of one.'
  if (incident.state === 'resolved') return 'Its incident is over: there is time for a second person.'
  if (incident.severity !== 'P1')
    return `Going ahead alone is for a P1, and its incident is a ${incident.severity}.`
  const raisedByThem = incident.openedBy.via === by.via && incident.openedBy.id === by.id
  return raisedByThem ? 'You declared the incident yourself: somebody else has to agree.' : undefined
}
