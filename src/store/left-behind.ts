import { counted } from '../domain/counted.ts'
import type { Store } from '../ports/store.ts'
import type { Connection } from './connect.ts'
import { asking } from './faults.ts'

const knownKey = 'belay:systems'

/** Remembers which systems have a file, and tells of others that had one and have something open. */
export async function leftBehind(redis: Connection, store: Store, systems: string[]): Promise<string[]> {
  const known = await asking('systems', redis.smembers(knownKey))
  if (systems.length > 0) await asking('systems', redis.sadd(knownKey, ...systems))
  const others = known.filter(name => !systems.includes(name)).sort()
  const told = others.map(async name => {
    const [incidents, runs] = await Promise.all([store.open(name), store.openRuns(name)])
    const open = [
      ...(incidents.length > 0 ? [counted(incidents.length, 'incident')] : []),
      ...(runs.length > 0 ? [counted(runs.length, 'run')] : []),
    ]
    return open.length === 0
      ? []
      : `there is no file of the system ${name}, where something is open (${open.join(', ')}): unless another Belay looks after it, nobody does until its file is back`
  })
  return (await Promise.all(told)).flat()
}
