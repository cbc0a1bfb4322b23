import { type LocalRedis, startRedis } from '../sandbox/redis.ts'
import { type Child, startServer } from './child.ts'
import type { Measurement } from './measurement.ts'
import { each, inTurn } from './rounds.ts'
import type { Took } from './servers/queue.ts'
import { compare } from './table.ts'

const few = 1_000
const many = 1_000_000
const times = 2_000
const atMost = { atMost: 1.5 }

/** What one more job takes while very many wait for their time, against few. */
export const waiting: Measurement = {
  name: 'waiting',
  needsRedisServer: true,
  async run(around) {
    const [large, small] = [await start(), await start()]
    around.say(`ordering ${many.toLocaleString('en')} jobs`)
    const peer = await small.belay.ask<number>({ fill: few })
    const belay = await large.belay.ask<number>({ fill: many })
    const took =
      ({ belay }: Filled) =>
      () =>
        belay.ask<Took>({ measure: times })
    for (const warmUp of [large, small]) await took(warmUp)()
    const found = await inTurn(around, 'orders and claims', took(large), took(small))
    for (const { belay, redis } of [large, small]) {
      await belay.stop()
      await redis.stop()
    }
    const among = 'with 1,000,000 jobs waiting, against 1,000'
    return [
      compare(
        `Jobs: one more ordered ${among}`,
        each(found, ({ order }) => order),
        'ms',
        atMost,
      ),
      compare(
        `Jobs: what is due claimed ${among}`,
        each(found, ({ claim }) => claim),
        'ms',
        atMost,
      ),
      compare(`Jobs: Redis’ memory for each ${among}`, [{ belay, peer }], 'B'),
    ]
  },
}

interface Filled {
  belay: Child<object>
  redis: LocalRedis
}

/** A Redis without a disk to wait for, which would hide a difference, and Belay's queue in it. */
async function start(): Promise<Filled> {
  const redis = await startRedis({ kind: 'redis-server' })
  return { redis, belay: await startServer('belay-queue', { redisUrl: redis.url, system: 'learnbot' }) }
}
