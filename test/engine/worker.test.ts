import { pino } from 'pino'
import { expect, test } from 'vitest'
import { startRedis } from '../../sandbox/redis.ts'
import type { Performers } from '../../src/engine/performer.ts'
import { steady } from '../../src/engine/timing.ts'
import { createWorker, type WorkerDeps } from '../../src/engine/worker.ts'
import type { Claim, Queue } from '../../src/ports/queue.ts'
import { connect } from '../../src/store/connect.ts'
import { createQueue } from '../../src/store/queue.ts'
import { aSystem, inRedis, rigFor } from '../contracts/rig.ts'
import { eventually } from './stage.ts'

const rig = rigFor(inRedis(startRedis))

const owed = (id: string) =>
  ({ id, kind: 'history', job: { kind: 'history' }, lost: 0, lateMs: 0 }) as Partial<Claim> as Claim

/** A worker for jobs that are told by what becomes of them, and what is due in its queue, system by system. */
function working(more: Partial<WorkerDeps> & Pick<WorkerDeps, 'queue' | 'performers'>) {
  const worker = createWorker({
    systems: ['learnbot'],
    log: pino({ level: 'silent' }),
    trouble: async () => {},
    count() {},
    ...more,
  })
  worker.start()
  return worker
}

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
  const worker = working({
    queue,
    atOnce: 2,
    performers: { history: async ({ claim }) => void happened.push(claim.id) } satisfies Performers,
  })
  await eventually(() => happened.includes('b'))
  await worker.stop()
  expect(happened.slice(0, 3)).toEqual(['asks', 'asks', 'c'])
  expect(happened.filter(what => what !== 'asks').sort()).toEqual(['a', 'b', 'c'])
})

/** A queue with so much due in each system, and a performer that is held up until it is let go. */
function heldUp(systems: string[], each: number, lateMs = 0) {
  const due = new Map(
    systems.map(system => [
      system,
      Array.from({ length: each }, (_, i) => ({ ...owed(`${system}-${i}`), lateMs })),
    ]),
  )
  const waiting: (() => void)[] = []
  const begun: string[] = []
  let most = 0
  const queue = {
    async claim(system, limit) {
      await new Promise(setImmediate)
      return { claims: due.get(system)!.splice(0, limit), nextInMs: undefined }
    },
    done: async () => true,
  } satisfies Partial<Queue> as Partial<Queue> as Queue
  const performers = {
    history: async ({ claim }) => {
      begun.push(claim.id)
      await new Promise<void>(resolve => {
        waiting.push(resolve)
        most = Math.max(most, waiting.length)
      })
    },
  } satisfies Performers
  return { queue, performers, systems, begun, waiting, most: () => most, goOn: () => waiting.shift()?.() }
}

test('many systems that are looked at together share what may be in hand', async () => {
  const held = heldUp(['learnbot', 'travelbot', 'travellr'], 4)
  const worker = working({ ...held, concurrency: 3, atOnce: 3 })
  await eventually(() => {
    held.goOn()
    return held.begun.length === 12
  })
  for (const goOn of held.waiting) goOn()
  await worker.stop()
  expect(held.most()).toBe(3)
})

test('a system whose jobs all hang leaves room for another; one that is behind may have more in hand', async () => {
  const held = heldUp(['learnbot', 'travelbot'], 8, 6_000)
  const worker = working({ ...held, concurrency: 10, ofOne: lateMs => (lateMs > 5_000 ? 6 : 2), atOnce: 2 })
  await eventually(() => held.begun.length === 10)
  for (const system of held.systems)
    expect(held.begun.filter(id => id.startsWith(system)).length).toBeGreaterThanOrEqual(4)
  await eventually(() => {
    held.goOn()
    return held.begun.length === 16
  })
  for (const goOn of held.waiting) goOn()
  await worker.stop()
  expect(held.most()).toBe(10)
})

test('a worker is killed with a job in hand: another has it within 5 s, though it was renewed just before', async () => {
  const system = aSystem()
  const job = { kind: 'show', incident: 'k3jd8' } as const
  await rig.queue.order(system, [{ job, due: rig.clock.now(), when: 'earlier' }])
  const own = await connect(rig.url)
  let hasBegun = false
  const killed = working({
    systems: [system],
    queue: createQueue(own, rig.clock),
    performers: { show: () => new Promise(() => (hasBegun = true)) } satisfies Performers,
  })
  await eventually(() => hasBegun)
  own.disconnect()
  await killed.stop(0)

  let leftMs = 0
  let sleeper: { forMs: number; wakeUp(): void } | undefined
  const claimed: Claim[] = []
  const survivor = working({
    systems: [system],
    queue: {
      ...rig.queue,
      async claim(...how) {
        const answer = await rig.queue.claim(...how)
        if (answer.claims.length === 0) leftMs = Math.max(leftMs, answer.nextInMs ?? 0)
        return answer
      },
    },
    performers: { show: async ({ claim }) => void claimed.push(claim) } satisfies Performers,
    timing: {
      ...steady,
      after(forMs, wakeUp) {
        sleeper ??= { forMs, wakeUp }
        return () => {}
      },
    },
  })
  const { forMs, wakeUp } = await eventually(() => sleeper)
  // Redis tells how long the lease lasts; who sleeps then wakes up too late by as much as it sleeps at most.
  expect(leftMs).toBeGreaterThan(forMs)
  expect(leftMs + forMs).toBeLessThanOrEqual(5_000)
  expect(claimed).toEqual([])

  await rig.expire(system, job)
  wakeUp()
  await eventually(() => claimed.length > 0)
  expect(claimed).toMatchObject([{ id: `show:${job.incident}`, takeover: true, lost: 1 }])
  await survivor.stop()
})
