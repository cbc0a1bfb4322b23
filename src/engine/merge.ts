import type { Actor } from '../domain/actor.ts'
import type { IncidentEvent } from '../domain/events.ts'
import type { Incident, IncidentRef } from '../domain/incident.ts'
import { owed } from '../domain/owed.ts'
import { transition } from '../domain/transition.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import { auditOf, changeOf, refused, type Saving, type Taken, untilSaved } from './saving.ts'

export interface MergeDeps {
  store: Store
  clock: Clock
  save: Saving
}

/** One incident goes into another: both change in one save, or neither. */
export const createMerge =
  ({ store, clock, save }: MergeDeps) =>
  (from: Incident, into: Incident, by: Actor, operation: string, at?: number): Promise<Taken> =>
    untilSaved<Taken>(from.id, async () => {
      const isSource = (ref: IncidentRef) => ref.id === from.id
      const [source, target] = await Promise.all([
        store.incident(from.system, from.id),
        store.incident(into.system, into.id),
      ])
      if (!source || !target) return { result: 'unknown' }
      const now = clock.now()
      const { title, severity, state, untilResolved, waiting } = source.value
      const absorb: IncidentEvent = {
        type: 'absorb',
        at: at ?? now,
        by,
        from: { id: from.id, number: from.number },
        title,
        severity,
        state,
        untilResolved,
        waiting,
      }
      const merge: IncidentEvent = {
        type: 'merge',
        at: at ?? now,
        by,
        into: { id: into.id, number: into.number },
      }
      const absorbed = transition(target.value, absorb, now)
      const merged = transition(source.value, merge, now)
      if (!absorbed.ok) return refused(target.value, absorbed)
      if (!merged.ok) return refused(source.value, merged)
      // What PagerDuty tells is refused without a word.
      const areOne = merged.incident.mergedInto?.id === into.id && absorbed.incident.merged.some(isSource)
      if (!areOne) return { result: 'refused', incident: source.value, reason: 'One of them is over.' }
      const result = await save(from.system, operation, {
        changes: [
          changeOf(source, merged.incident, merged.entries),
          changeOf(target, absorbed.incident, absorbed.entries),
        ],
        owed: [
          owed(source.value, merged.incident, merged.entries, now),
          owed(target.value, absorbed.incident, absorbed.entries, now),
        ],
        audit: [
          ...(merged.entries.length > 0 ? [auditOf(merge, merged.incident, now)] : []),
          ...(absorbed.entries.length > 0 ? [auditOf(absorb, absorbed.incident, now)] : []),
        ],
      })
      if (result === 'conflict') return result
      return { result: result === 'saved' ? 'changed' : 'repeated', incident: merged.incident }
    })
