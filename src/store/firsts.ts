import type { Firsts } from '../ports/firsts.ts'
import type { Connection } from './connect.ts'
import { asking } from './faults.ts'

/** Names that are taken for a while, in Redis: each is a key of its own, which belongs to no system. */
export function createFirsts(redis: Connection): Firsts {
  const key = (name: string) => `belay:first:${name}`
  return {
    take: async (name, forMs) =>
      (await asking('first', redis.set(key(name), '', 'PX', forMs, 'NX'))) === 'OK',
    async release(name) {
      await asking('first', redis.del(key(name)))
    },
  }
}
