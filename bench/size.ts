import { type LocalRedis, startRedis } from '../sandbox/redis.ts'
import { startBelay } from './belay.ts'
import { fill } from './fill.ts'
import { drive } from './load.ts'
import type { Measurement } from './measurement.ts'
import { pagerdutyWebhooks } from './pagerduty-webhooks.ts'
import { each, inTurn } from './rounds.ts'
import { compare } from './table.ts'
import { atOnce, p99Late, spread, startTimers } from './timers.ts'

const few = 1_000
const many = 200_000
const aim = { atMost: 1.2 }

/** The same with many open incidents, each with a deadline to come, as with few. */
export const size: Measurement = {
  name: 'size',
  needsRedis: true,
  async run({ outside, rounds, say }) {
    const [small, large] = [
      await startRedis({ kind: 'redis-server' }),
      await startRedis({ kind: 'redis-server' }),
    ]
    say(`filling two Redis with ${few} and ${many} open incidents`)
    await fill(small.url, few)
    await fill(large.url, many)

    const late = await withBoth(small, large, startTimers, async server => {
      await p99Late(server, atOnce)
      return async () => ({ over: await p99Late(server, spread), once: await p99Late(server, atOnce) })
    })
    const latenesses = await inTurn(rounds, ...late.measures)
    await late.stop()

    const pages = await withBoth(
      small,
      large,
      url => startBelay(url, outside.said.slackUrl),
      async server => {
        const burst = (count: number) =>
          drive(server.said.url, pagerdutyWebhooks(count), { connections: 50, expected: 202 })
        await burst(1_000)
        return () => burst(2_000)
      },
    )
    const saved = await inTurn(rounds, ...pages.measures)
    await pages.stop()
    await small.stop()
    await large.stop()

    const among = 'with 200,000 open incidents, against 1,000'
    return [
      compare(
        `Timers over 3 s: p99 late ${among}`,
        each(latenesses, ({ over }) => over),
        'ms',
        aim,
      ),
      compare(
        `Timers due at once: p99 late ${among}`,
        each(latenesses, ({ once }) => once),
        'ms',
        aim,
      ),
      compare(
        `PagerDuty webhooks: p99 until 202 ${among}`,
        each(saved, ({ p99 }) => p99),
        'ms',
        aim,
      ),
    ]
  },
}

/** The same server on the large and on the small Redis, warm, and what measures each. */
async function withBoth<Server extends { stop(): Promise<void> }, Found>(
  small: LocalRedis,
  large: LocalRedis,
  start: (redisUrl: string) => Promise<Server>,
  prepare: (server: Server) => Promise<() => Promise<Found>>,
) {
  const servers = [await start(large.url), await start(small.url)] as const
  const measures = [await prepare(servers[0]), await prepare(servers[1])] as const
  return {
    measures,
    async stop(): Promise<void> {
      for (const server of servers) await server.stop()
    },
  }
}
