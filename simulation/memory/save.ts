import { canonical } from '../../src/domain/canonical.ts'
import { jobId } from '../../src/domain/jobs.ts'
import type { Change, Save, SaveResult } from '../../src/ports/store.ts'
import { digest, headAfter } from '../../src/store/audit.ts'
import { placesOf } from '../../src/store/places.ts'
import { keyOf, stateOf } from '../../src/store/written.ts'
import { named, type Sorted } from './sorted.ts'
import { asKept, type KeptSystem } from './system.ts'

/** Writes all of an operation or nothing, as `src/store/save.lua` does; `version` is what its states are at afterwards. */
export function saveIn(kept: KeptSystem, save: Save, version: string, wall: number): SaveResult {
  const { operation, changes, orders, cancelled, dropped = [], audit, claim } = save
  if (kept.operations.has(operation)) return 'repeated'
  if (claim && !kept.jobs.held(claim.job, claim.token)) return 'taken-over'
  const isAt = (change: Change) =>
    kept.states.get(keyOf(change).join(':'))?.version === (change.expected ?? undefined)
  if (!changes.every(isAt)) return 'conflict'

  kept.operations.set(operation, version)
  for (const change of changes) write(kept, change, version, wall)
  for (const id of [...cancelled.map(jobId), ...dropped]) kept.jobs.cancel(id)
  for (const order of orders) kept.jobs.place(order)
  for (const entry of audit) chained(kept, canonical(entry))
  return 'saved'
}

/** Continues the chain of the audit. */
export function chained(kept: KeptSystem, entry: string): void {
  const sha256 = digest(entry)
  const before = kept.audit.at(-1)?.head ?? ''
  const head = headAfter(before, sha256)
  kept.audit.push({ id: `${kept.audit.length + 1}-0`, entry, sha256, before, head })
}

function write(kept: KeptSystem, change: Change, version: string, wall: number): void {
  const [kind, id] = keyOf(change)
  const value = stateOf(change)
  if (value) kept.states.set(`${kind}:${id}`, { value: asKept(value), version })
  else kept.states.delete(`${kind}:${id}`)
  for (const [name, how, score] of placesOf(change)) {
    const set = named(kept.sets, name, (): Sorted => new Map())
    if (how === 'out') set.delete(id)
    else if (how === 'put' || (how === 'known') === set.has(id)) set.set(id, score === '' ? wall : score)
  }
  if (!('incident' in change)) return
  for (const name of change.keys ?? []) kept.names.set(name, id)
  named(kept.timelines, id, () => []).push(...change.entries.map(asKept))
}
