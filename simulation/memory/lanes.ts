import type { Lanes, Rank } from '../../src/ports/lanes.ts'
import { aheadMs, keeperOf } from '../../src/store/lanes.ts'
import { named } from './sorted.ts'

interface Line {
  /** How far its clock has fallen behind. */
  moved: number
  /** Who has which place, by that clock. */
  places: Map<string, number>
}

interface Lane {
  /** When the next message may go, and until when none may. */
  free: number
  closed: number
  lines: Map<Rank, Line>
}

/** For how long a place is kept for somebody who does not come, in milliseconds. */
const keptMs = 60_000

/** Rate limits in memory, as `src/store/take.lua` and `close.lua` keep them. */
export function createMemoryLanes(real: () => number) {
  const all = new Map<string, Lane>()
  const of = (lane: string) => named(all, lane, (): Lane => ({ free: 0, closed: 0, lines: new Map() }))

  function turnOf({ places, moved }: Line, who: string, everyMs: number, may: number, now: number): number {
    const place = places.get(who)
    if (place !== undefined) return Math.max(place + moved, now)
    const last = places.size > 0 ? Math.max(...places.values()) + moved : undefined
    return Math.max(may, now, (last ?? -everyMs) + everyMs)
  }

  return {
    async take(name, everyMs, rank, sender) {
      const lane = of(name)
      const now = Math.floor(real())
      const who = keeperOf(rank, sender)
      const may = Math.max(lane.closed, lane.free - aheadMs(rank, everyMs))
      const line = named(lane.lines, rank, (): Line => ({ moved: 0, places: new Map() }))
      const { places } = line
      for (const [one, place] of places) if (place <= now - line.moved - keptMs) places.delete(one)
      let turn = who === '' ? Math.max(may, now) : turnOf(line, who, everyMs, may, now)
      if (turn <= now && may <= now) {
        lane.free = Math.max(lane.free, now) + everyMs
        places.delete(who)
        turn = now
      } else if (who !== '') {
        if (may > turn) {
          line.moved += may - turn
          turn = may
        }
        if (!places.has(who)) places.set(who, turn - line.moved)
      }
      if (places.size === 0) line.moved = 0
      return Math.ceil(turn - now)
    },
    async close(name, forMs) {
      const lane = of(name)
      lane.closed = Math.max(lane.closed, Math.floor(real()) + Math.ceil(forMs))
    },
    /** Whether nobody waits for anything there any more. */
    isFree(name: string): boolean {
      const { free, closed, lines } = of(name)
      return Math.max(free, closed) <= real() && [...lines.values()].every(({ places }) => places.size === 0)
    },
  } satisfies Lanes & { isFree(name: string): boolean }
}
