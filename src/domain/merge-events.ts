import { label } from './incident.ts'
import { quiet, withSeverity } from './ladder.ts'
import { wanting } from './pagerduty-link.ts'
import { isWorse } from './severity.ts'
import { changed, type Handlers } from './step.ts'
import type { Happening } from './timeline.ts'

/** Two incidents for one outage: the one goes into the other, which is from then on as bad as the worse of them. */
export const mergeEvents: Handlers<'merge' | 'absorb'> = {
  merge(incident, event) {
    if (event.into.id === incident.id) return { refused: `${label(incident)} cannot be merged into itself.` }
    const { untilResolved: _, waiting: __, ...rest } = quiet(incident)
    const next = {
      ...rest,
      state: 'resolved' as const,
      stateAt: event.at,
      resolvedAt: event.at,
      mergedInto: event.into,
    }
    return changed(wanting(next, event, { status: 'resolved' }), { kind: 'merged-into', into: event.into })
  },

  absorb(incident, event) {
    if (incident.merged.some(ref => ref.id === event.from.id)) return 'ignored'
    const untilResolved = [...(incident.untilResolved ?? []), ...(event.untilResolved ?? [])]
    const waiting = [...(incident.waiting ?? []), ...(event.waiting ?? [])]
    const both = {
      ...incident,
      merged: [...incident.merged, event.from],
      ...(waiting.length > 0 && { waiting }),
      ...(untilResolved.length > 0 && { untilResolved }),
    }
    const { from, title, state } = event
    const merged: Happening = {
      kind: 'merged',
      from,
      title,
      ...(state === 'triggered' && { unattended: true }),
    }
    if (!isWorse(event.severity, incident.severity) || !incident.policy.severities[event.severity])
      return changed(both, merged)
    return changed(withSeverity(both, event.severity, event), merged, {
      kind: 'severity',
      from: incident.severity,
      to: event.severity,
    })
  },
}
