import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRedis } from '../sandbox/redis.ts'
import { type Listening, startBelay } from './belay.ts'
import { type Child, startServer } from './child.ts'
import { type Answered, drive } from './load.ts'
import type { Measurement } from './measurement.ts'
import { pagerdutyWebhooks } from './pagerduty-webhooks.ts'
import { each, inTurn } from './rounds.ts'
import { webhookSecret } from './secrets.ts'
import { compare } from './table.ts'

const manner = { connections: 50, expected: 202 }
const paced = { ...manner, perSecond: 200 }
const aim = { atMost: 1.5 }

/** How long a page takes until it is saved and answered, against a route that does the least that this could take. */
export const webhooks: Measurement = {
  name: 'webhooks',
  needsRedis: true,
  async run({ outside, rounds }) {
    const belay = (redisUrl: string) => startBelay(redisUrl, outside.said.slackUrl)
    const minimal = (redisUrl: string) =>
      startServer<Listening>('minimal-route', { redisUrl, secret: webhookSecret })
    const found = await inTurn(
      rounds,
      () => saved(belay),
      () => saved(minimal),
    )
    return [
      compare(
        'PagerDuty webhooks: p99 until 202, 2,000 at 200/s',
        each(found, ({ calm }) => calm.p99),
        'ms',
        aim,
      ),
      compare(
        'PagerDuty webhooks: p99 until 202, 2,000 as fast as answered',
        each(found, ({ storm }) => storm.p99),
        'ms',
        aim,
      ),
    ]
  },
}

interface Saved {
  calm: Answered
  storm: Answered
}

/** A server and a Redis of its own, which has each write on the disk before it answers. */
async function saved(start: (redisUrl: string) => Promise<Child<Listening>>): Promise<Saved> {
  const folder = await mkdtemp(join(tmpdir(), 'belay-bench-'))
  const redis = await startRedis({ kind: 'redis-server', appendonly: folder })
  const server = await start(redis.url)
  const pages = (count: number, how: typeof manner | typeof paced) =>
    drive(server.said.url, pagerdutyWebhooks(count), how)
  await pages(1_000, manner)
  const calm = await pages(2_000, paced)
  const storm = await pages(2_000, manner)
  await server.stop()
  await redis.stop()
  await rm(folder, { recursive: true, force: true })
  return { calm, storm }
}
