import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { keepLease } from '../../src/engine/lease.ts'
import { type Hold, NotYet, type Performers } from '../../src/engine/performer.ts'
import { createPostOnce } from '../../src/engine/post-once.ts'
import { createWorker } from '../../src/engine/worker.ts'
import { handing } from './handing.ts'
import { eventually, stageFor } from './stage.ts'

const stage = stageFor()

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
    performers: { show: async ({ guard }) => guard(10_000) } satisfies Performers,
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
  expect(await answeredAfter(295_000)).toBe('retried')
  expect(await answeredAfter(300_001)).toBe('taken-over')
})

test('a lease that is too short to post: nothing has been sent, so that the next attempt need not look for it', async () => {
  const { queue, posts, store, clock, slack, system } = await stage()
  const postOnce = createPostOnce({ posts, store, chat: slack.chat, queue, clock })
  await queue.order(system.system, [{ job: { kind: 'history' }, due: clock.now(), when: 'earlier' }])
  const { claims } = await queue.claim(system.system, 1, 60_000, ['history'])
  const tooShort = () => {
    throw new NotYet(0, 'too short')
  }
  const hold = { system: system.system, claim: claims[0]!, guard: tooShort as Hold['guard'] }
  const intended = {
    incident: 'i1',
    intent: 'card',
    place: { channel: 'C-alerts' },
    message: { text: 'a card', blocks: [] },
  }
  await expect(postOnce(hold, intended)).rejects.toThrow('too short')
  expect(slack.posts).toEqual([])
  expect(await posts.get(system.system, 'i1', 'card')).toBe(undefined)
  expect(await postOnce({ ...hold, guard() {} }, intended)).toMatchObject({ state: 'posted' })
})

test('a lease whose answer was late is renewed at once', async () => {
  const { queue } = handing({})
  const { claims } = await queue.claim('learnbot', 1, 300_000, [])
  const renew = vi.fn(queue.renew)
  const deps = { queue: { ...queue, renew }, log: pino({ level: 'silent' }), leaseMs: 300_000 }
  keepLease(deps, 'learnbot', claims[0]!, performance.now()).end()
  expect(renew).not.toHaveBeenCalled()
  keepLease(deps, 'learnbot', claims[0]!, performance.now() - 55_000).end()
  expect(renew).toHaveBeenCalledOnce()
})
