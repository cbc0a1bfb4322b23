import type { Connection } from './connect.ts'
import { asking } from './faults.ts'
import { keysOf } from './keys.ts'

const forMs = 60_000

/** Resolves when Redis takes what is written about each of these systems: one that is full, or a replica, only answers. */
export async function takesWrites(redis: Connection, systems: string[]): Promise<void> {
  const tried = systems.map(system =>
    asking('a try to write', redis.set(`${keysOf(system)}tried`, '', 'PX', forMs)),
  )
  await Promise.all(tried)
}
