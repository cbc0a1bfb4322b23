import type { Lanes } from '../../src/ports/lanes.ts'
import { aheadMs } from '../../src/store/lanes.ts'
import { named } from './sorted.ts'

interface Lane {
  /** When the next message may go, and until when none may. */
  free: number
  closed: number
  /** How far the clock of the line has fallen behind. */
  moved: number
  /** Who has which place, by that clock. */
  line: Map<string, number>
}

/** For how long a place is kept for somebody who does not come, in milliseconds. */
const keptMs = 60_000

/** Rate limits in memory, as `src/store/take.lua` and `close.lua` keep them. */
export function createMemoryLanes(real: () => number) {
  const all = new Map<string, Lane>()
  const of = (lane: string) =>
    named(all, lane, (): Lane => ({ free: 0, closed: 0, moved: 0, line: new Map() }))
  const lastTurn = ({ line, moved }: Lane) => (line.size > 0 ? Math.max(...line.values()) + moved : undefined)

  function turnOf(lane: Lane, who: string, everyMs: number, may: number, now: number): number {
    if (who === '') return Math.max(may, now)
    const place = lane.line.get(who)
    if (place !== undefined) return Math.max(place + lane.moved, now)
    return Math.max(may, now, (lastTurn(lane) ?? -everyMs) + everyMs)
  }

  return {
    async take(name, everyMs, rank, sender) {
      const lane = of(name)
      const now = Math.floor(real())
      const who = rank === 'thread' ? sender : ''
      const may = Math.max(lane.closed, lane.free - aheadMs(rank, everyMs))
      for (const [one, place] of lane.line) if (place <= now - lane.moved - keptMs) lane.line.delete(one)
      let turn = turnOf(lane, who, everyMs, may, now)
      if (turn <= now && may <= now) {
        lane.free = Math.max(lane.free, now) + everyMs
        lane.line.delete(who)
        turn = now
      } else if (who !== '') {
        if (may > turn) {
          lane.moved += may - turn
          turn = may
        }
        if (!lane.line.has(who)) lane.line.set(who, turn - lane.moved)
      }
      if (lane.line.size === 0) lane.moved = 0
      return Math.ceil(turn - now)
    },
    async close(name, forMs) {
      const lane = of(name)
      lane.closed = Math.max(lane.closed, Math.floor(real()) + Math.ceil(forMs))
    },
    /** Whether nobody waits for anything there any more. */
    isFree(name: string): boolean {
      const { free, closed, line } = of(name)
      return line.size === 0 && Math.max(free, closed) <= real()
    },
  } satisfies Lanes & { isFree(name: string): boolean }
}
