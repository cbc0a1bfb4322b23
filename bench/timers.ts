import { type Child, startServer } from './child.ts'
import type { Measurement } from './measurement.ts'
import { startDurableRedis } from './redis.ts'
import { each, inTurn } from './rounds.ts'
import type { Timers } from './servers/timers.ts'
import { percentile } from './statistics.ts'
import { compare } from './table.ts'

/** Timers fired at once by BullMQ; of 8 to 256, it is quickest with so many. */
const concurrency = 64
const atMost = { atMost: 0.2 }
const spread: Timers = { count: 2_000, leadMs: 1_000, overMs: 3_000 }
const atOnce: Timers = { count: 2_000, leadMs: 1_000, overMs: 0 }

export const startTimers = (redisUrl: string): Promise<Child<object>> =>
  startServer('belay-timers', { redisUrl, system: 'learnbot' })

export interface Late {
  spread: number
  atOnce: number
}

/** Warms a server up, and answers what measures how late at least its latest hundredth of timers is, in milliseconds. */
export async function lateness(server: Child<object>): Promise<() => Promise<Late>> {
  const p99 = async (timers: Timers) => percentile(await server.ask<number[]>(timers), 0.99)
  await p99(atOnce)
  return async () => ({ spread: await p99(spread), atOnce: await p99(atOnce) })
}

/** How late timers fire, against BullMQ's delayed jobs. */
export const timers: Measurement = {
  name: 'timers',
  needsRedisServer: true,
  async run(around) {
    const redis = await startDurableRedis()
    const belay = await startTimers(redis.url)
    const bull = await startServer<object>('bullmq-timers', { redisUrl: redis.url, concurrency })
    const found = await inTurn(around, 'timers', await lateness(belay), await lateness(bull))
    for (const server of [belay, bull]) await server.stop()
    await redis.stop()
    return [
      compare(
        'Timers: p99 late, 2,000 over 3 s',
        each(found, late => late.spread),
        'ms',
        atMost,
      ),
      compare(
        'Timers: p99 late, 2,000 due at once',
        each(found, late => late.atOnce),
        'ms',
        atMost,
      ),
    ]
  },
}
