import type { Lanes } from '../../src/ports/lanes.ts'
import type { World } from '../world.ts'
import type { Broken } from './law.ts'

/** Who had their turn before a lane was closed sends within this, in real milliseconds: the answer may come late. */
const underWayMs = 30_000

/** Whoever is to wait waits, and so does everybody else who wants to post there. */
export const createLimitLaws = (broken: Broken) => ({
  early(channel: string, sinceMs: number): void {
    if (sinceMs > underWayMs)
      broken('who is told to wait waits', `${channel} is asked ${Math.round(sinceMs)} ms after it was closed`)
  },
  kept: (lanes: Lanes, { limits }: Pick<World, 'limits'>): Lanes => ({
    ...lanes,
    async close(lane, forMs) {
      limits.closed(lane)
      return lanes.close(lane, forMs)
    },
  }),
})
