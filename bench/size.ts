import { startBelay } from './belay.ts'
import { fill } from './fill.ts'
import type { Measurement } from './measurement.ts'
import { startDurableRedis } from './redis.ts'
import { each, inTurn } from './rounds.ts'
import { compare } from './table.ts'
import { lateness, startTimers } from './timers.ts'
import { pages } from './webhooks.ts'

const few = 1_000
const many = 200_000
const atMost = { atMost: 1.2 }

/** The same with many open incidents, each with a deadline to come, as with few. */
export const size: Measurement = {
  name: 'size',
  needsRedisServer: true,
  async run(around) {
    const { outside, say } = around
    const [large, small] = [await startDurableRedis(), await startDurableRedis()]
    await fill(small.url, few, say)
    await fill(large.url, many, say)

    const timers = [await startTimers(large.url), await startTimers(small.url)] as const
    const late = await inTurn(around, 'timers', await lateness(timers[0]), await lateness(timers[1]))
    for (const server of timers) await server.stop()

    const saved = (redisUrl: string) => () =>
      pages(
        () => startBelay(redisUrl, outside.said.slackUrl),
        send => send(1_000),
      )
    const answered = await inTurn(around, 'pages', saved(large.url), saved(small.url))
    for (const redis of [large, small]) await redis.stop()

    const among = 'with 200,000 open incidents, against 1,000'
    return [
      compare(
        `Timers over 3 s: p99 late ${among}`,
        each(late, ({ spread }) => spread),
        'ms',
        atMost,
      ),
      compare(
        `Timers due at once: p99 late ${among}`,
        each(late, ({ atOnce }) => atOnce),
        'ms',
        atMost,
      ),
      compare(
        `PagerDuty webhooks: p99 until 202 ${among}`,
        each(answered, ({ p99 }) => p99),
        'ms',
        atMost,
      ),
    ]
  },
}
