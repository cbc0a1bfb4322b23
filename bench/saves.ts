import { type Child, startServer } from './child.ts'
import type { Measurement } from './measurement.ts'
import { startDurableRedis } from './redis.ts'
import { each, inTurn } from './rounds.ts'
import type { Saved, Saves } from './servers/saves.ts'
import { percentile } from './statistics.ts'
import { compare } from './table.ts'

const asked: Saves = { count: 2_000, atOnce: 50 }

/** What it takes to save an incident with all that belongs to it, against a bare script. */
export const saves: Measurement = {
  name: 'saves',
  needsRedisServer: true,
  async run(around) {
    const redis = await startDurableRedis()
    const start = (name: string) => startServer<object>(name, { redisUrl: redis.url })
    const [belay, peer] = [await start('belay-saves'), await start('script-saves')]
    const measure = (server: Child<object>) => () => server.ask<Saved>(asked)
    for (const warmUp of [belay, peer]) await measure(warmUp)()
    const found = await inTurn(around, 'saves', measure(belay), measure(peer))
    for (const server of [belay, peer]) await server.stop()
    await redis.stop()
    return [
      compare(
        'Incidents saved a second, 50 at a time, against a bare script',
        each(found, ({ all }) => (asked.count / all) * 1_000),
        '/s',
      ),
      compare(
        'Incidents saved, 50 at a time: p99, against a bare script',
        each(found, saved => percentile(saved.each, 0.99)),
        'ms',
      ),
    ]
  },
}
