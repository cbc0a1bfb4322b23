import type { Incident } from '../../src/domain/incident.ts'
import type { Lock } from '../../src/domain/run/lock.ts'
import type { Run } from '../../src/domain/run/run.ts'
import type { Versioned } from '../../src/ports/store.ts'
import { readEntry } from '../../src/store/audit.ts'
import { lostAt } from '../../src/store/history.ts'
import type { SharedClock } from '../../src/store/shared-clock.ts'
import type { RedisStore } from '../../src/store/store.ts'
import { saveIn } from './save.ts'
import { inOrder } from './sorted.ts'
import type { KeptSystem } from './system.ts'

/** The states of all incidents, runs and locks, in memory. */
export function createMemoryStore(of: (system: string) => KeptSystem, clock: SharedClock): RedisStore {
  let [saves, numbers] = [0, 0]
  const owners = new Map<string, string>()
  const versioned = <T>(system: string, key: string) => of(system).states.get(key) as Versioned<T> | undefined
  const statesOf = <T>(system: string, kind: string, ids: string[]): T[] =>
    ids.flatMap(id => versioned<T>(system, `${kind}:${id}`)?.value ?? [])
  const listed = (system: string, set: string) => inOrder(of(system).sets.get(set) ?? new Map())
  const latest = (system: string, kind: string, limit: number) =>
    listed(system, `recent:${kind}`).reverse().slice(0, limit)
  return {
    save: async save => saveIn(of(save.system), save, `${save.operation} ${++saves}`, clock.wall()),
    isSaved: async (system, operation) => of(system).operations.has(operation),
    incident: async (system, id) => versioned<Incident>(system, `incident:${id}`),
    incidents: async (system, ids) => statesOf(system, 'incident', ids),
    find: async (system, key) => of(system).names.get(key),
    open: async system => listed(system, 'open:incident'),
    recent: async (system, limit) => latest(system, 'incident', limit),
    timeline: async (system, id, from = 0) => (of(system).timelines.get(id) ?? []).slice(from),
    run: async (system, id) => versioned<Run>(system, `run:${id}`),
    openRuns: async system => statesOf(system, 'run', listed(system, 'open:run')),
    recentRuns: async (system, limit) => statesOf(system, 'run', latest(system, 'run', limit)),
    lock: async (system, resource) => versioned<Lock>(system, `lock:${resource}`),
    locks: async system => statesOf(system, 'lock', listed(system, 'locks')),
    checklist: async (system, id) => versioned(system, `checklist:${id}`),
    schedule: async (system, id) => versioned(system, `schedule:${id}`),
    audit: async (system, limit) => ({ entries: of(system).audit.slice(-limit).map(readEntry) }),
    auditChain: async system => [...of(system).audit],
    auditHead: async system => of(system).audit.at(-1)?.head ?? '',
    historyLostAt: async system => lostAt(of(system).epoch ?? null),
    nextNumber: async () => ++numbers,
    async claimKey(key, owner) {
      if (!owners.has(key)) owners.set(key, owner)
      return owners.get(key)!
    },
  }
}
