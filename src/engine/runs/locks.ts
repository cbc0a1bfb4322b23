import { type Lock, released, standsInTheWay, taken } from '../../domain/run/lock.ts'
import { hasBegun, isOver, type Run } from '../../domain/run/run.ts'
import type { LockChange, Store } from '../../ports/store.ts'

/** What a change of a run does to the locks of what it changes, or the lock that stands in its way. */
export async function lockChanges(
  store: Store,
  before: Run,
  after: Run,
  isStarting: boolean,
  at: number,
): Promise<LockChange[] | { locked: Lock }> {
  const ends = isOver(after) && hasBegun(before)
  if (!isStarting && !ends) return []
  const changes: LockChange[] = []
  for (const resource of after.plan.resources) {
    const known = await store.lock(before.system, resource)
    const change = { expected: known?.version, resource }
    if (ends) {
      if (known?.value.run === after.id) changes.push({ ...change, lock: released(known.value) })
      continue
    }
    const isStolen = hasBegun(before) && known?.value.run !== after.id
    if (known && standsInTheWay(known.value, after)) return { locked: known.value }
    if (isStolen) return { locked: known?.value ?? gone(after, resource, at) }
    // Written also where it is ours already: the save then fails if it changes hands in between.
    changes.push({ ...change, lock: taken(known?.value, resource, after, at) })
  }
  return changes
}

/** A lock that somebody has taken away from a run, and let go of. */
const gone = (run: Run, resource: string, at: number): Lock => ({
  schema: 1,
  resource,
  environment: run.environment,
  holder: { via: 'belay', name: 'Somebody' },
  reason: 'the lock was taken away',
  since: at,
})
