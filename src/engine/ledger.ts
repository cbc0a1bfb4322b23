import type { IncidentEvent } from '../domain/events.ts'
import type { Actor, Incident } from '../domain/incident.ts'
import { type Order, owed } from '../domain/jobs.ts'
import { type Opening, open } from '../domain/opening.ts'
import type { Entry } from '../domain/timeline.ts'
import { type Outcome, transition } from '../domain/transition.ts'
import type { Clock } from '../ports/clock.ts'
import type { Claim } from '../ports/queue.ts'
import type { AuditEntry, Change, SaveResult, Store, Versioned } from '../ports/store.ts'
import type { Asked } from './faces.ts'
import { TakenOver } from './performer.ts'

/** How often a save is tried again because somebody else changed the same incident in between. */
const maxConflicts = 20

export interface Options {
  claim?: Claim
  /** Jobs that are owed besides those that follow from the change. */
  orders?: (incident: Incident, now: number) => Order[]
  /** Further names the incident is found by from now on. */
  keys?: string[]
}

export type Taken =
  | { result: 'changed' | 'unchanged' | 'repeated'; incident: Incident }
  | {
      result: 'refused'
      incident: Incident
      reason: string
      offer?: Extract<Outcome, { ok: false }>['offer']
    }
  | { result: 'unknown' }

/** Load, transition, save: the only way an incident changes. */
export interface Ledger {
  take(system: string, id: string, event: Asked, operation: string, options?: Options): Promise<Taken>
  open(opening: Opening, operation: string, options?: Options): Promise<'opened' | 'repeated' | 'exists'>
  merge(from: Incident, into: Incident, by: Actor, operation: string): Promise<Taken>
  /** Lets an incident be found by further names; nothing else changes. */
  link(system: string, id: string, keys: string[], claim?: Claim): Promise<void>
}

export interface LedgerDeps {
  store: Store
  clock: Clock
  /** Told after each save, so that what is due at once is done at once. */
  wake(system: string): void
}

export function createLedger({ store, clock, wake }: LedgerDeps): Ledger {
  async function save(
    system: string,
    operation: string,
    changes: Change[],
    orders: { orders: Order[]; cancelled: Order['job'][] },
    audit: AuditEntry[],
    claim?: Claim,
  ): Promise<Exclude<SaveResult, 'taken-over'>> {
    const held = claim && { claim: { job: claim.id, token: claim.token } }
    const result = await store.save({ system, operation, changes, ...orders, audit, ...held })
    if (result === 'taken-over') throw new TakenOver(claim?.id ?? operation)
    if (result === 'saved') wake(system)
    return result
  }

  async function take(
    system: string,
    id: string,
    asked: Asked,
    operation: string,
    options: Options = {},
  ): Promise<Taken> {
    for (let conflicts = 0; conflicts < maxConflicts; conflicts++) {
      const found = await store.incident(system, id)
      if (!found) return { result: 'unknown' }
      // A claim came when it was due by Redis's clock, which this process's own may be behind.
      const now = Math.max(clock.now(), options.claim?.due ?? 0)
      const event = { ...asked, at: asked.at ?? now } as IncidentEvent
      const outcome = transition(found.value, event, now)
      if (!outcome.ok) {
        const { reason, offer } = outcome
        return { result: 'refused', incident: found.value, reason, ...(offer && { offer }) }
      }
      const { incident, entries } = outcome
      const extra = options.orders?.(incident, now) ?? []
      if (incident === found.value && extra.length === 0 && !options.keys)
        return { result: 'unchanged', incident }
      const follows = owed(found.value, incident, entries, now)
      const result = await save(
        system,
        operation,
        [changeOf(found, incident, entries, options.keys)],
        { orders: [...follows.orders, ...extra], cancelled: follows.cancelled },
        entries.length > 0 ? [auditOf(event, incident, now)] : [],
        options.claim,
      )
      if (result === 'saved') return { result: 'changed', incident }
      if (result === 'repeated')
        return { result: 'repeated', incident: (await store.incident(system, id))?.value ?? incident }
    }
    throw conflicting(id)
  }

  return {
    take,

    async open(opening, operation, options = {}) {
      const now = clock.now()
      const { incident, entries } = open(opening, now)
      const follows = owed(undefined, incident, entries, now)
      const result = await save(
        opening.system,
        operation,
        [
          {
            expected: undefined,
            incident,
            entries,
            keys: [`number:${opening.number}`, ...(options.keys ?? [])],
          },
        ],
        { ...follows, orders: [...follows.orders, ...(options.orders?.(incident, now) ?? [])] },
        [
          {
            at: now,
            by: nameOf(opening.by),
            what: 'open',
            incident: incident.id,
            detail: { number: incident.number },
          },
        ],
        options.claim,
      )
      return result === 'saved' ? 'opened' : result === 'repeated' ? 'repeated' : 'exists'
    },

    async link(system, id, keys, claim) {
      for (let conflicts = 0; conflicts < maxConflicts; conflicts++) {
        const found = await store.incident(system, id)
        if (!found) return
        const change = changeOf(found, found.value, [], keys)
        const result = await save(
          system,
          `link:${keys.join()}`,
          [change],
          { orders: [], cancelled: [] },
          [],
          claim,
        )
        if (result !== 'conflict') return
      }
      throw conflicting(id)
    },

    async merge(from, into, by, operation) {
      for (let conflicts = 0; conflicts < maxConflicts; conflicts++) {
        const [source, target] = await Promise.all([
          store.incident(from.system, from.id),
          store.incident(into.system, into.id),
        ])
        if (!source || !target) return { result: 'unknown' }
        const now = clock.now()
        const absorb: IncidentEvent = {
          type: 'absorb',
          at: now,
          by,
          from: { id: from.id, number: from.number },
          title: source.value.title,
          severity: source.value.severity,
          state: source.value.state,
        }
        const merge: IncidentEvent = {
          type: 'merge',
          at: now,
          by,
          into: { id: into.id, number: into.number },
        }
        const absorbed = transition(target.value, absorb, now)
        const merged = transition(source.value, merge, now)
        if (!absorbed.ok) return { result: 'refused', incident: target.value, reason: absorbed.reason }
        if (!merged.ok) return { result: 'refused', incident: source.value, reason: merged.reason }
        const follows = [
          owed(source.value, merged.incident, merged.entries, now),
          owed(target.value, absorbed.incident, absorbed.entries, now),
        ]
        const result = await save(
          from.system,
          operation,
          [
            changeOf(source, merged.incident, merged.entries),
            changeOf(target, absorbed.incident, absorbed.entries),
          ],
          { orders: follows.flatMap(all => all.orders), cancelled: follows.flatMap(all => all.cancelled) },
          [auditOf(merge, merged.incident, now)],
        )
        if (result !== 'conflict')
          return { result: result === 'saved' ? 'changed' : 'repeated', incident: merged.incident }
      }
      throw conflicting(from.id)
    },
  }
}

const conflicting = (id: string) =>
  new Error(`${id} changed ${maxConflicts} times while it was being written`)

function changeOf(found: Versioned<Incident>, incident: Incident, entries: Entry[], keys?: string[]): Change {
  return { expected: found.version, incident, entries, ...(keys && { keys }) }
}

function auditOf(event: IncidentEvent, incident: Incident, now: number): AuditEntry {
  const { type, by, at, ...detail } = event
  return { at: now, by: nameOf(by), what: type, incident: incident.id, detail: { ...detail, happenedAt: at } }
}

const nameOf = (by: Actor): string => (by.id ? `${by.via}:${by.id}` : by.via)
