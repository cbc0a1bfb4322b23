// Timers that Belay's queue keeps and the worker for deadlines fires; what is measured is how late each was.
import { pino } from 'pino'
import type { Order } from '../../src/domain/jobs.ts'
import { createDeadlines } from '../../src/engine/deadlines.ts'
import type { Ledger } from '../../src/engine/ledger.ts'
import { createRedisClock } from '../../src/store/clock.ts'
import { connect } from '../../src/store/connect.ts'
import { createHistory } from '../../src/store/history.ts'
import { createQueue } from '../../src/store/queue.ts'
import { given, say } from './parent.ts'
import { createLatenesses, dues, type Timers } from './timers.ts'

const { redisUrl, system } = given<{ redisUrl: string; system: string }>()
const redis = await connect(redisUrl)
const clock = await createRedisClock(redis)
const queue = createQueue(redis, clock, createHistory(redis, clock))
let fired = createLatenesses(0)
let round = 0

const ledger: Pick<Ledger, 'take'> = {
  async take(_system, _incident, _event, _operation, options) {
    fired.add(options!.claim!.due)
    return { result: 'unknown' }
  },
}
const worker = createDeadlines({
  queue,
  systems: [system],
  ledger,
  log: pino({ level: 'error' }),
  trouble: async () => {},
  count: () => {},
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
