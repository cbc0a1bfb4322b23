import { setTimeout as sleep } from 'node:timers/promises'
import { createRedisClock } from '../src/store/clock.ts'
import { connect } from '../src/store/connect.ts'
import { createStore } from '../src/store/store.ts'
import { type Listening, startBelay } from './belay.ts'
import type { Child } from './child.ts'
import { drive } from './load.ts'
import type { Measurement } from './measurement.ts'
import { pagerdutyWebhooks } from './pagerduty-webhooks.ts'
import { startDurableRedis } from './redis.ts'
import { compare, type Row } from './table.ts'

const pages = 1_500
const warmUp = 600
/** In all: what the load is, not what each process has of it. */
const connections = 48
const lookMs = 20

/** How many pages a second become incidents in two and in three processes on one Redis, against one. */
export const processes: Measurement = {
  name: 'processes',
  needsRedisServer: true,
  async run({ outside, rounds, say }) {
    const found: Record<number, number>[] = []
    for (let round = 1; round <= rounds; round++) {
      say(`round ${round} of ${rounds}`)
      const inTurn = round % 2 === 1 ? [1, 2, 3] : [3, 2, 1]
      const perSecond: Record<number, number> = {}
      for (const count of inTurn) perSecond[count] = await incidentsASecond(count, outside.said.slackUrl)
      found.push(perSecond)
    }
    const against = (words: string, count: number): Row =>
      compare(
        `Pages become incidents in ${words} processes, against one`,
        found.map(perSecond => ({ belay: perSecond[count]!, peer: perSecond[1]! })),
        '/s',
      )
    return [against('two', 2), against('three', 3)]
  },
}

/** Sends pages to so many Belays on a Redis of their own, in equal parts, until each is an incident. */
async function incidentsASecond(count: number, slackUrl: string): Promise<number> {
  const redis = await startDurableRedis()
  const connection = await connect(redis.url)
  const clock = await createRedisClock(connection)
  const store = createStore(connection, clock)
  const belays = await Promise.all(Array.from({ length: count }, () => startBelay(redis.url, slackUrl)))

  async function send(many: number, incidents: number): Promise<void> {
    await Promise.all(belays.map(belay => sendTo(belay, many / count, connections / count)))
    while ((await store.open('learnbot')).length < incidents) await sleep(lookMs)
  }

  await send(warmUp, warmUp)
  const began = performance.now()
  await send(pages, warmUp + pages)
  const seconds = (performance.now() - began) / 1_000

  for (const belay of belays) await belay.stop()
  clock.stop()
  connection.disconnect()
  await redis.stop()
  return pages / seconds
}

const sendTo = (belay: Child<Listening>, many: number, connections: number) =>
  drive(belay.said.url, pagerdutyWebhooks(many), { connections, expected: 202 })
