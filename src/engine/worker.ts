import type { Logger } from 'pino'
import type { JobKind } from '../domain/jobs.ts'
import type { Claim, Claimed, Queue } from '../ports/queue.ts'
import { createGiveBack, type Result, type Trouble } from './give-back.ts'
import { keepLease, type Lease } from './lease.ts'
import type { Performer, Performers } from './performer.ts'
import { createRoom, type RoomOptions } from './room.ts'
import { createSleepers } from './sleepers.ts'
import { sound } from './sound.ts'
import { steady, type Timing } from './timing.ts'

export interface WorkerDeps extends Partial<Omit<RoomOptions, 'systems'>> {
  queue: Queue
  systems: string[]
  performers: Performers
  log: Logger
  /** Has people hear of a job that cannot be done. */
  trouble: Trouble
  count(what: Result, kind: JobKind, lateMs: number): void
  leaseMs?: number
  timing?: Timing
  /** From 0 to below 1: what is tried again is scattered by it. */
  random?: () => number
}

/** A process without a claim looks this often for what others have left, in real milliseconds. */
const lookMs = 500

/** Claims what is due, system by system, and does it under a lease that it keeps renewing. */
export function createWorker({
  queue,
  systems,
  performers,
  log,
  trouble,
  count,
  leaseMs = 4_000,
  concurrency = 64,
  ofOne = () => (systems.length > 1 ? concurrency / 2 : concurrency),
  atOnce = 32,
  timing = steady,
  random = Math.random,
}: WorkerDeps) {
  const kinds = Object.keys(performers)
  const giveBack = createGiveBack({ queue, log, trouble, count, random })
  const inHand = new Map<Promise<void>, { system: string; claim: Claim; lease: Lease }>()
  const sleepers = createSleepers(timing)
  const room = createRoom({ concurrency, ofOne, atOnce, systems: systems.length })
  let stopping = false
  let loops: Promise<void>[] = []

  /** Has in hand what there is to claim, so many at most. */
  async function take(system: string, limit: number): Promise<Claimed> {
    const asked = timing.now()
    const claimed = await queue.claim(system, limit, leaseMs, kinds)
    // There may be more: Redis is asked first, and looks while these are begun.
    const begin = claimed.claims.length === limit ? soon() : undefined
    for (const claim of claimed.claims) hold(system, claim, asked, begin)
    return claimed
  }

  async function loop(system: string): Promise<void> {
    let lateMs = 0
    while (!stopping) {
      const own = [...inHand.values()].filter(one => one.system === system)
      const limit = room.left(own.length, inHand.size, lateMs)
      if (limit <= 0) {
        await room.change()
        continue
      }
      try {
        sleepers.begins(system)
        const { claims, nextInMs } = await room.keptFor(limit, () => take(system, limit))
        lateMs = Math.max(0, ...claims.map(claim => claim.lateMs))
        if (claims.length === 0) await sleepers.sleep(system, Math.min(nextInMs ?? lookMs, lookMs))
      } catch (error) {
        log.error({ err: error, system }, 'could not look for work')
        await sleepers.sleep(system, lookMs)
      }
    }
  }

  const soon = () => new Promise<void>(resolve => timing.after(0, resolve))

  function hold(system: string, claim: Claim, asked: number, begin?: Promise<void>): void {
    const lease = keepLease({ queue, log, leaseMs, timing }, system, claim, asked)
    const work = perform(system, claim, lease, begin).finally(() => {
      lease.end()
      inHand.delete(work)
      room.changed()
      // What it has ordered may be due at once.
      sleepers.wake(system)
    })
    inHand.set(work, { system, claim, lease })
  }

  async function perform(system: string, claim: Claim, lease: Lease, begin?: Promise<void>): Promise<void> {
    const kind = claim.kind as JobKind
    if (begin !== undefined) await begin
    try {
      await (performers[kind] as Performer)({ system, job: sound(claim), claim, guard: lease.guard })
      await queue.done(system, claim)
      count('done', kind, claim.lateMs)
    } catch (error) {
      await giveBack(system, claim, error).catch(err =>
        log.error({ err, system, job: claim.id }, 'could not give a job back'),
      )
    }
  }

  return {
    wake: sleepers.wake,
    start(): void {
      loops = systems.map(loop)
    },
    /** No new claims; resolves when what is in hand is finished or, after `limitMs`, given back for others to do. */
    async stop(limitMs = 10_000): Promise<void> {
      stopping = true
      sleepers.end()
      room.changed()
      await Promise.all(loops)
      await new Promise<void>(resolve => {
        const finish = timing.after(limitMs, resolve)
        void Promise.all(inHand.keys()).then(() => {
          finish()
          resolve()
        })
      })
      const left = [...inHand.values()]
      for (const { lease } of left) lease.end()
      await Promise.allSettled(
        left.map(({ system, claim }) => queue.retry(system, claim, 0, 'Belay stopped', false)),
      )
    },
  }
}
export type Worker = ReturnType<typeof createWorker>
