import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import type { Performers } from '../../src/engine/performer.ts'
import { createWorker } from '../../src/engine/worker.ts'
import { eventually } from '../eventually.ts'
import { handing } from './handing.ts'

/** How a worker fares that must not send any more when its lease may be over, given how late its claim is answered. */
async function answeredAfter(ms: number): Promise<string> {
  const steady = performance.now.bind(performance)
  let passed = 0
  const time = vi.spyOn(performance, 'now').mockImplementation(() => steady() + passed)
  const { queue } = handing({})
  const results: string[] = []
  const worker = createWorker({
    queue: {
      ...queue,
      async claim(...asked) {
        passed += ms
        return queue.claim(...asked)
      },
    },
    systems: ['learnbot'],
    performers: { show: async ({ guard }) => guard(0) } satisfies Performers,
    log: pino({ level: 'silent' }),
    trouble: async () => {},
    count: result => void results.push(result),
    leaseMs: 300_000,
  })
  worker.start()
  const result = await eventually(() => results[0])
  await worker.stop()
  time.mockRestore()
  return result
}

test('a lease lasts from when the claim was asked for, not from when its answer came', async () => {
  expect(await answeredAfter(100)).toBe('done')
  expect(await answeredAfter(300_001)).toBe('taken-over')
})
