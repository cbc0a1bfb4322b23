// Belay's queue with so many jobs that wait for a time to come; what is measured is what one more job takes.
import { createChance } from '../../simulation/chance.ts'
import type { Order } from '../../src/domain/jobs.ts'
import { createRedisClock } from '../../src/store/clock.ts'
import { connect } from '../../src/store/connect.ts'
import { createHistory } from '../../src/store/history.ts'
import { createQueue } from '../../src/store/queue.ts'
import { median } from '../statistics.ts'
import { given, say } from './parent.ts'
import type { Asked, Took } from './queue.ts'

const { redisUrl, system } = given<{ redisUrl: string; system: string }>()
const redis = await connect(redisUrl)
const clock = await createRedisClock(redis)
const queue = createQueue(redis, clock, createHistory(redis, clock))
const leaseMs = 4_000
/** Each measurement has the same times. */
const chance = createChance(1)
/** In an hour the first, and over a month the others. */
const [firstMs, overMs] = [3_600_000, 30 * 24 * 3_600_000]

const orderOf = (incident: string, due: number): Order => ({
  job: { kind: 'timer', incident, timer: 'remind' },
  due,
  when: 'replace',
})

/** Has so many jobs wait, in no order, each of an incident of its own. */
async function fill(count: number): Promise<void> {
  const first = clock.now() + firstMs
  for (let i = 0; i < count; i += 1_000) {
    const some = Array.from({ length: Math.min(1_000, count - i) }, () =>
      orderOf(crypto.randomUUID(), first + Math.floor(chance.between(0, overMs))),
    )
    await queue.order(system, some)
  }
}

/** Orders a job, claims it and ends it, so often, one after the other; answers how long an order and a claim take, in milliseconds. */
async function measure(times: number): Promise<Took> {
  const took: { order: number[]; claim: number[] } = { order: [], claim: [] }
  for (let i = 0; i < times; i++) {
    const began = performance.now()
    await queue.order(system, [orderOf(crypto.randomUUID(), clock.now())])
    const ordered = performance.now()
    const { claims } = await queue.claim(system, 32, leaseMs, ['timer'])
    took.order.push(ordered - began)
    took.claim.push(performance.now() - ordered)
    if (claims.length !== 1) throw new Error(`${claims.length} jobs were due instead of one`)
    await queue.done(system, claims[0]!)
  }
  return { order: median(took.order), claim: median(took.claim) }
}

async function memory(): Promise<number> {
  const [, bytes] = /^used_memory:(\d+)/m.exec(await redis.info('memory')) ?? []
  return Number(bytes)
}

process.on('message', async (asked: Asked) => {
  if ('measure' in asked) return say(await measure(asked.measure))
  const before = await memory()
  await fill(asked.fill)
  say(((await memory()) - before) / asked.fill)
})
say({})
