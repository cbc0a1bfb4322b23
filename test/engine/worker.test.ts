import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Performers } from '../../src/engine/performer.ts'
import { createWorker } from '../../src/engine/worker.ts'
import type { Claim, Queue } from '../../src/ports/queue.ts'
import { eventually } from './stage.ts'

const owed = (id: string) =>
  ({ id, kind: 'history', job: { kind: 'history' }, lost: 0, lateMs: 0 }) as Partial<Claim> as Claim

test('where more is due than it takes at once, it asks for the rest before it begins with what it has', async () => {
  const happened: string[] = []
  const due = [owed('a'), owed('b'), owed('c')]
  const queue = {
    async claim(_, limit) {
      happened.push('asks')
      return { claims: due.splice(0, limit), nextInMs: undefined }
    },
    done: async () => true,
  } satisfies Partial<Queue> as Partial<Queue> as Queue
  const worker = createWorker({
    queue,
    systems: ['learnbot'],
    atOnce: 2,
    log: pino({ level: 'silent' }),
    performers: { history: async ({ claim }) => void happened.push(claim.id) } satisfies Performers,
    trouble: async () => {},
    count() {},
  })
  worker.start()
  await eventually(() => happened.includes('b'))
  await worker.stop()
  expect(happened.slice(0, 3)).toEqual(['asks', 'asks', 'c'])
  expect(happened.filter(what => what !== 'asks').sort()).toEqual(['a', 'b', 'c'])
})
