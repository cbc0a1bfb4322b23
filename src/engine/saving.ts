import type { Actor } from '../domain/actor.ts'
import type { Remedy } from '../domain/answers.ts'
import type { IncidentEvent } from '../domain/events.ts'
import type { Incident } from '../domain/incident.ts'
import type { Owed } from '../domain/jobs.ts'
import type { Entry } from '../domain/timeline.ts'
import type { Claim } from '../ports/queue.ts'
import type { AuditEntry, Change, SaveResult, Store, Versioned } from '../ports/store.ts'
import { TakenOver } from './performer.ts'

/** What became of what was asked of an incident. */
export type Taken =
  | { result: 'changed' | 'unchanged' | 'repeated'; incident: Incident }
  | {
      result: 'refused'
      incident: Incident
      reason: string
      offer?: Remedy
    }
  | { result: 'unknown' }

/** How often a save is tried again because somebody else changed the same in between. */
const maxConflicts = 20

/** What one operation writes: states, what they owe from now on, and what the audit says of it. */
export interface Written {
  changes: Change[]
  owed: Owed[]
  audit: AuditEntry[]
}

export type Saving = (
  system: string,
  operation: string,
  written: Written,
  claim?: Claim,
) => Promise<Exclude<SaveResult, 'taken-over'>>

export interface SavingDeps {
  store: Store
  /** Told after each save, so that what is due at once is done at once. */
  wake(system: string): void
}

/** Saves all of an operation or nothing; throws `TakenOver` when the claim it is done under is lost. */
export function createSaving({ store, wake }: SavingDeps): Saving {
  return async (system, operation, { changes, owed, audit }, claim) => {
    const held = claim && { claim: { job: claim.id, token: claim.token } }
    const orders = owed.flatMap(one => one.orders)
    const cancelled = owed.flatMap(one => one.cancelled)
    const result = await store.save({ system, operation, changes, orders, cancelled, audit, ...held })
    if (result === 'taken-over') throw new TakenOver(claim?.id ?? operation)
    if (result === 'saved') wake(system)
    return result
  }
}

/** Loads, decides and saves anew for as long as somebody else was quicker. */
export async function untilSaved<T>(id: string, attempt: () => Promise<T | 'conflict'>): Promise<T> {
  for (let conflicts = 0; conflicts < maxConflicts; conflicts++) {
    const result = await attempt()
    if (result !== 'conflict') return result
  }
  throw new Error(`${id} changed ${maxConflicts} times while it was being written`)
}

export const changeOf = (
  found: Versioned<Incident>,
  incident: Incident,
  entries: Entry[],
  keys?: string[],
): Change => ({ expected: found.version, incident, entries, ...(keys && { keys }) })

export function auditOf(event: IncidentEvent, incident: Incident, now: number): AuditEntry {
  const { type, by, at, ...detail } = event
  return { at: now, by: nameOf(by), what: type, incident: incident.id, detail: { ...detail, happenedAt: at } }
}

export const nameOf = (by: Actor): string => (by.id ? `${by.via}:${by.id}` : by.via)

export const refused = (
  incident: Incident,
  { reason, offer }: { reason: string; offer?: Remedy },
): Taken => ({
  result: 'refused',
  incident,
  reason,
  ...(offer && { offer }),
})
