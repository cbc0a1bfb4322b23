// Timers that Belay's queue keeps and its worker fires; what is measured is how late each was.
import { pino } from 'pino'
import type { Order } from '../../src/domain/jobs.ts'
import { createWorker } from '../../src/engine/worker.ts'
import { createRedisClock } from '../../src/store/clock.ts'
import { connect } from '../../src/store/connect.ts'
import { createHistory } from '../../src/store/history.ts'
import { createQueue } from '../../src/store/queue.ts'
import { given, say } from './parent.ts'
import { createLatenesses, dues, type Timers } from './timers.ts'

const { redisUrl, system, concurrency } = given<{ redisUrl: string; system: string; concurrency: number }>()
const redis = await connect(redisUrl)
const clock = await createRedisClock(redis)
const queue = createQueue(redis, clock, createHistory(redis, clock))
let fired = createLatenesses(0)
let round = 0

const worker = createWorker({
  queue,
  systems: [system],
  performers: { timer: async ({ claim }) => fired.add(claim.due) },
  log: pino({ level: 'error' }),
  trouble: async () => {},
  count: () => {},
  concurrency: () => concurrency,
})
worker.start()

process.on('message', async (asked: Timers) => {
  fired = createLatenesses(asked.count)
  round++
  const orders = dues(asked).map(
    (due, i): Order => ({
      job: { kind: 'timer', incident: `${round}-${i}`, timer: 'remind' },
      due,
      when: 'replace',
    }),
  )
  for (let i = 0; i < orders.length; i += 200) await queue.order(system, orders.slice(i, i + 200))
  say(await fired.all)
})
say({})
