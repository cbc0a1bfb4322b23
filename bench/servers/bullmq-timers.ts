// The same timers as delayed jobs of BullMQ.
import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { given, say } from './parent.ts'
import { createLatenesses, dues, type Timers } from './timers.ts'

const { redisUrl, concurrency } = given<{ redisUrl: string; concurrency: number }>()
const connect = () => new Redis(redisUrl, { maxRetriesPerRequest: null })
const queue = new Queue<{ due: number }>('timers', {
  connection: connect(),
  defaultJobOptions: { removeOnComplete: true },
})
let fired = createLatenesses(0)
const worker = new Worker<{ due: number }>('timers', async job => fired.add(job.data.due), {
  connection: connect(),
  concurrency,
})
await worker.waitUntilReady()

process.on('message', async (asked: Timers) => {
  fired = createLatenesses(asked.count)
  const jobs = dues(asked).map(due => ({ name: 'timer', data: { due }, due }))
  for (let i = 0; i < jobs.length; i += 200) {
    const some = jobs.slice(i, i + 200)
    await queue.addBulk(
      some.map(({ due, ...job }) => ({ ...job, opts: { delay: Math.max(0, due - Date.now()) } })),
    )
  }
  say(await fired.all)
})
say({})
