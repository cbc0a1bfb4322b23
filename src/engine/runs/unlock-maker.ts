import type { z } from 'zod'
import { unlocked } from '../../domain/run/lock.ts'
import { type Maker, maker } from '../../ports/calls/call.ts'
import { takeLockAway } from '../../ports/calls/unlock.ts'
import type { Store } from '../../ports/store.ts'
import { untilSaved } from '../saving.ts'

type Params = z.infer<typeof takeLockAway.params>

/** Takes away a lock that somebody holds by hand. A run that changes the resource just now keeps its own. */
export function unlockMaker(store: Store): Maker {
  const known = async ({ system, resource, since }: Params) => {
    const found = await store.lock(system, resource)
    return found?.value.byHand && found.value.since === since ? found : undefined
  }
  return maker<Params>({
    kind: takeLockAway,
    repeatable: true,
    look: async params => ((await known(params)) ? { is: 'before' } : { is: 'after', result: null }),
    start: (params, { run }) =>
      untilSaved(params.resource, async () => {
        const found = await known(params)
        if (!found) return null
        const result = await store.save({
          system: params.system,
          operation: `${run}:unlock:${found.version}`,
          changes: [{ expected: found.version, resource: params.resource, lock: unlocked(found.value) }],
          orders: [],
          cancelled: [{ kind: 'lock-nag', resource: params.resource }],
          audit: [],
        })
        return result === 'conflict' ? result : null
      }),
  })
}
