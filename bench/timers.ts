import { startRedis } from '../sandbox/redis.ts'
import { type Child, startServer } from './child.ts'
import type { Measurement } from './measurement.ts'
import { each, inTurn } from './rounds.ts'
import type { Timers } from './servers/timers.ts'
import { percentile } from './statistics.ts'
import { compare } from './table.ts'

const concurrency = 64
const aim = { atMost: 0.2 }
export const spread: Timers = { count: 2_000, leadMs: 1_000, overMs: 3_000 }
export const atOnce: Timers = { count: 2_000, leadMs: 1_000, overMs: 0 }

export const startTimers = (redisUrl: string): Promise<Child<object>> =>
  startServer('belay-timers', { redisUrl, system: 'learnbot', concurrency })

/** By how many milliseconds the latest hundredth of the timers is late at least. */
export async function p99Late(server: Child<object>, timers: Timers): Promise<number> {
  return percentile(await server.ask<number[]>(timers), 0.99)
}

/** How late timers fire, against BullMQ's delayed jobs. */
export const timers: Measurement = {
  name: 'timers',
  needsRedis: true,
  async run({ rounds }) {
    const redis = await startRedis({ kind: 'redis-server' })
    const belay = await startTimers(redis.url)
    const bull = await startServer<object>('bullmq-timers', { redisUrl: redis.url, concurrency })
    const both = (timers: Timers) =>
      inTurn(
        rounds,
        () => p99Late(belay, timers),
        () => p99Late(bull, timers),
      )
    for (const server of [belay, bull]) await p99Late(server, atOnce)
    const rows = [
      compare(
        'Timers: p99 late, 2,000 over 3 s',
        each(await both(spread), late => late),
        'ms',
        aim,
      ),
      compare(
        'Timers: p99 late, 2,000 due at once',
        each(await both(atOnce), late => late),
        'ms',
        aim,
      ),
    ]
    for (const server of [belay, bull]) await server.stop()
    await redis.stop()
    return rows
  },
}
