import { createOffset, type Dial, type RedisClock, repeat } from './clock.ts'
import type { Connection } from './connect.ts'
import { script } from './script.ts'

/** A clock that all processes on one Redis share, and that any of them can hurry or put forward. */
export interface SharedClock extends RedisClock {
  set(change: { rate: number }): Promise<void>
  advance(ms: number): Promise<void>
}

const everyMs = 250

/** The sandbox's and the tests' clock: deadlines go by it, leases and rests by real time. */
export async function createSharedClock(redis: Connection): Promise<SharedClock> {
  const run = script(redis, 'clock', 'one key')
  let dial: Dial
  const ask = async (rate: number | '', ms: number): Promise<number> => {
    const answer = (await run('belay:clock', rate, ms)) as [string, string, string, string]
    const [real, base, since, newRate] = answer.map(Number) as [number, number, number, number]
    dial = { base, since, rate: newRate }
    return real
  }
  const offset = createOffset(() => ask('', 0))
  await offset.sync()
  return {
    now: () => Math.floor(dial.base + (offset.wall() - dial.since) * dial.rate),
    rate: () => dial.rate,
    wall: offset.wall,
    redis: offset.wall,
    dial: () => dial,
    sync: offset.sync,
    stop: repeat(offset.sample, everyMs),
    async set({ rate }) {
      if (!(rate > 0)) throw new RangeError('a clock goes forward: its rate is above 0')
      await ask(rate, 0)
    },
    async advance(ms) {
      if (!(ms >= 0)) throw new RangeError('a clock goes forward: it cannot be put back')
      await ask('', ms)
    },
  }
}
