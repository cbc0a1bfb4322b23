import type { Lanes, Rank } from '../ports/lanes.ts'
import type { Connection } from './connect.ts'
import { script } from './script.ts'

/** How far ahead of a lane's rate its pages may run, in milliseconds. */
const burstMs = 5_000
/** For how long a place is kept for somebody who does not come, in milliseconds. */
const keptMs = 60_000

/** How far ahead of its turn it may go. */
export const aheadMs = (rank: Rank, everyMs: number): number =>
  ({ page: burstMs, card: everyMs / 2, thread: 0 })[rank]

/** Who keeps a place while it waits: of pages nobody, which are few. */
export const keeperOf = (rank: Rank, who = ''): string => (rank === 'page' ? '' : who)

/** Rate limits that all processes on one Redis share. */
export function createLanes(redis: Connection): Lanes {
  const take = script(redis, 'take')
  const close = script(redis, 'close')
  const key = (lane: string) => `belay:{lane:${lane}}`
  return {
    async take(lane, everyMs, rank, who) {
      const ahead = aheadMs(rank, everyMs)
      return (await take(key(lane), everyMs, rank, ahead, keeperOf(rank, who), keptMs)) as number
    },
    async close(lane, forMs) {
      await close(key(lane), Math.ceil(forMs))
    },
  }
}
