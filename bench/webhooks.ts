import { type Listening, startBelay } from './belay.ts'
import { type Child, startServer } from './child.ts'
import { type Answered, drive, type Manner } from './load.ts'
import type { Measurement } from './measurement.ts'
import { pagerdutyWebhooks } from './pagerduty-webhooks.ts'
import { startDurableRedis } from './redis.ts'
import { each, inTurn } from './rounds.ts'
import { webhookSecret } from './secrets.ts'
import { compare } from './table.ts'

const manner: Manner = { connections: 50, expected: 202 }
const atMost = { atMost: 1.5 }

/** How long a page takes until it is saved and answered, against a route that does the least that this takes. */
export const webhooks: Measurement = {
  name: 'webhooks',
  needsRedisServer: true,
  async run(around) {
    const belay = (redisUrl: string) => startBelay(redisUrl, around.outside.said.slackUrl)
    const minimal = (redisUrl: string) =>
      startServer<Listening>('minimal-route', { redisUrl, secret: webhookSecret })
    const found = await inTurn(
      around,
      'pages',
      () => onItsOwn(belay),
      () => onItsOwn(minimal),
    )
    return [
      compare(
        'PagerDuty webhooks: p99 until 202, 2,000 as fast as answered',
        each(found, ({ storm }) => storm.p99),
        'ms',
        atMost,
      ),
      compare(
        'PagerDuty webhooks: p99 until 202, 1,000 at 200/s',
        each(found, ({ paced }) => paced.p99),
        'ms',
      ),
    ]
  },
}

/** A server with a Redis of its own. */
async function onItsOwn(start: (redisUrl: string) => Promise<Child<Listening>>) {
  const redis = await startDurableRedis()
  const found = await pages(
    () => start(redis.url),
    async send => ({
      storm: await send(2_000),
      paced: await send(1_000, 200),
    }),
  )
  await redis.stop()
  return found
}

type Send = (count: number, perSecond?: number) => Promise<Answered>

/** Sends pages to a server that is started for it, warmed up, and stopped, so that what it leaves undone slows nobody. */
export async function pages<Found>(
  start: () => Promise<Child<Listening>>,
  measure: (send: Send) => Promise<Found>,
): Promise<Found> {
  const server = await start()
  const send: Send = (count, perSecond) =>
    drive(
      server.said.url,
      pagerdutyWebhooks(count),
      perSecond === undefined ? manner : { ...manner, perSecond },
    )
  await send(1_000)
  const found = await measure(send)
  await server.stop()
  return found
}
