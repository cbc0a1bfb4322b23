import { label } from './incident.ts'
import { quiet } from './ladder.ts'
import { wanting } from './pagerduty-link.ts'
import { changed, type Handlers } from './step.ts'

/** Two incidents for one outage: the one goes into the other. */
export const mergeEvents: Handlers<'merge' | 'absorb'> = {
  merge(incident, event) {
    if (event.into.id === incident.id) return { refused: `${label(incident)} cannot be merged into itself.` }
    const next = {
      ...quiet(incident),
      state: 'resolved' as const,
      stateAt: event.at,
      resolvedAt: event.at,
      mergedInto: event.into,
    }
    return changed(wanting(next, event, { status: 'resolved' }), { kind: 'merged-into', into: event.into })
  },

  absorb(incident, event) {
    if (incident.merged.some(ref => ref.id === event.from.id)) return 'ignored'
    return changed(
      { ...incident, merged: [...incident.merged, event.from] },
      { kind: 'merged', from: event.from, title: event.title },
    )
  },
}
