import type { Lanes } from '../ports/lanes.ts'
import type { Connection } from './connect.ts'
import { script } from './script.ts'

/** How far ahead of a lane's rate its urgent messages may run, in milliseconds. */
const burstMs = 5_000

/** Rate limits that all processes on one Redis share. */
export function createLanes(redis: Connection): Lanes {
  const take = script(redis, 'take')
  const close = script(redis, 'close')
  const key = (lane: string) => `belay:{lane:${lane}}`
  return {
    take: async (lane, everyMs, urgent) => (await take(key(lane), everyMs, urgent ? burstMs : 0)) as number,
    async close(lane, forMs) {
      await close(key(lane), Math.ceil(forMs))
    },
  }
}
