import type { Actor } from '../domain/actor.ts'
import { changedBefore } from '../domain/changed-before.ts'
import type { IncidentEvent } from '../domain/events.ts'
import type { Incident } from '../domain/incident.ts'
import type { Order } from '../domain/jobs.ts'
import type { Milestone } from '../domain/milestone-settings.ts'
import { type Opening, open } from '../domain/opening.ts'
import { owed } from '../domain/owed.ts'
import { transition } from '../domain/transition.ts'
import type { Clock } from '../ports/clock.ts'
import type { Claim } from '../ports/queue.ts'
import type { Asked } from './faces.ts'
import { createMerge } from './merge.ts'
import {
  auditOf,
  changeOf,
  createSaving,
  nameOf,
  refused,
  type SavingDeps,
  type Taken,
  untilSaved,
} from './saving.ts'

interface Options {
  claim?: Claim
  /** Jobs that are owed besides those that follow from the change. */
  orders?: (incident: Incident, now: number) => Order[]
  /** Further names the incident is found by from now on. */
  keys?: string[]
}

/** Load, transition, save: the only way an incident changes. */
export interface Ledger {
  take(system: string, id: string, event: Asked, operation: string, options?: Options): Promise<Taken>
  open(opening: Opening, operation: string, options?: Options): Promise<'opened' | 'repeated' | 'exists'>
  /** `at`: when it happened, where that was not now. */
  merge(from: Incident, into: Incident, by: Actor, operation: string, at?: number): Promise<Taken>
  /** Lets an incident be found by further names; nothing else changes. */
  link(system: string, id: string, keys: string[], claim?: Claim): Promise<void>
}

export interface LedgerDeps extends SavingDeps {
  clock: Clock
  /** Those that a system's file says stand in its runbook; undefined where it does not. */
  milestones?: ((system: string) => Promise<Milestone[] | undefined>) | undefined
}

/** So many of the latest runs may have brought an incident about. */
const lookedThrough = 10

export function createLedger({ store, clock, wake, milestones }: LedgerDeps): Ledger {
  const save = createSaving({ store, wake })
  return {
    merge: createMerge({ store, clock, save }),

    take: (system, id, asked, operation, options = {}) =>
      untilSaved<Taken>(id, async () => {
        const found = await store.incident(system, id)
        if (!found) return { result: 'unknown' }
        // A claim came when it was due by Redis's clock, which this process's own may be behind.
        const now = Math.max(clock.now(), options.claim?.due ?? 0)
        const event = { ...asked, at: asked.at ?? now } as IncidentEvent
        const outcome = transition(found.value, event, now)
        if (!outcome.ok) return refused(found.value, outcome)
        const { incident, entries } = outcome
        const extra = options.orders?.(incident, now) ?? []
        if (incident === found.value && extra.length === 0 && !options.keys)
          return { result: 'unchanged', incident }
        const result = await save(
          system,
          operation,
          {
            changes: [changeOf(found, incident, entries, options.keys)],
            owed: [owed(found.value, incident, entries, now), { orders: extra, cancelled: [] }],
            audit: entries.length > 0 ? [auditOf(event, incident, now)] : [],
          },
          options.claim,
        )
        if (result === 'conflict') return result
        if (result === 'saved') return { result: 'changed', incident }
        return { result: 'repeated', incident: (await store.incident(system, id))?.value ?? incident }
      }),

    async open(opening, operation, options = {}) {
      const inRunbook = await milestones?.(opening.system)
      const policy = { ...opening.policy, ...(inRunbook && { milestones: inRunbook }) }
      const changed = changedBefore(await store.recentRuns(opening.system, lookedThrough), opening)
      const now = clock.now()
      const { incident, entries } = open(
        { ...opening, policy, ...(changed && { changedBefore: changed }) },
        now,
      )
      const keys = [`number:${opening.number}`, ...(options.keys ?? [])]
      const orders = options.orders?.(incident, now) ?? []
      const detail = { number: incident.number }
      const result = await save(
        opening.system,
        operation,
        {
          changes: [{ expected: undefined, incident, entries, keys }],
          owed: [owed(undefined, incident, entries, now), { orders, cancelled: [] }],
          audit: [{ at: now, by: nameOf(opening.by), what: 'open', incident: incident.id, detail }],
        },
        options.claim,
      )
      return result === 'saved' ? 'opened' : result === 'repeated' ? 'repeated' : 'exists'
    },

    link: (system, id, keys, claim) =>
      untilSaved<void>(id, async () => {
        const found = await store.incident(system, id)
        if (!found) return
        const changes = [changeOf(found, found.value, [], keys)]
        const result = await save(system, `link:${keys.join()}`, { changes, owed: [], audit: [] }, claim)
        if (result === 'conflict') return result
      }),
  }
}
