import type { Logger } from 'pino'
import type { JobKind } from '../domain/jobs.ts'
import type { Claim, Queue } from '../ports/queue.ts'
import { createGiveBack, type Result, type Trouble } from './give-back.ts'
import { keepLease, type Lease } from './lease.ts'
import type { Performer, Performers } from './performer.ts'
import { sound } from './sound.ts'
import { steady, type Timing } from './timing.ts'

export interface WorkerDeps {
  queue: Queue
  systems: string[]
  performers: Performers
  log: Logger
  /** Has people hear of a job that cannot be done. */
  trouble: Trouble
  count(what: Result, kind: JobKind, lateMs: number): void
  leaseMs?: number
  /** Jobs in hand at once; of a system whose jobs were claimed so late, in real milliseconds. */
  concurrency?: (lateMs: number) => number
  /** Jobs claimed at once at most: half of what is in hand is done while the other half is asked for. */
  atOnce?: number
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
  concurrency = () => 64,
  atOnce = 32,
  timing = steady,
  random = Math.random,
}: WorkerDeps) {
  const kinds = Object.keys(performers)
  const giveBack = createGiveBack({ queue, log, trouble, count, random })
  const inHand = new Map<Promise<void>, { system: string; claim: Claim; lease: Lease }>()
  const sleepers = new Map<string, () => void>()
  const woken = new Set<string>()
  /** Those that wait for room. */
  const crowded = new Set<() => void>()
  let stopping = false
  let loops: Promise<void>[] = []

  function sleep(system: string, ms: number): Promise<void> {
    if (woken.delete(system) || stopping) return Promise.resolve()
    return new Promise(resolve => {
      const stop = timing.after(ms, wakeUp)
      function wakeUp() {
        stop()
        sleepers.delete(system)
        resolve()
      }
      sleepers.set(system, wakeUp)
    })
  }

  function wake(system: string): void {
    const sleeper = sleepers.get(system)
    if (sleeper) sleeper()
    else woken.add(system)
  }

  function makeRoom(): void {
    for (const goOn of crowded) goOn()
    crowded.clear()
  }

  async function loop(system: string): Promise<void> {
    let lateMs = 0
    while (!stopping) {
      try {
        woken.delete(system)
        const room = concurrency(lateMs) - inHand.size
        if (room <= 0) {
          await new Promise<void>(resolve => crowded.add(resolve))
          continue
        }
        const asked = timing.now()
        const { claims, nextInMs } = await queue.claim(system, Math.min(room, atOnce), leaseMs, kinds)
        lateMs = Math.max(0, ...claims.map(claim => claim.lateMs))
        // There may be more: Redis is asked first, and looks while these are begun.
        const begin = claims.length === atOnce ? soon() : undefined
        for (const claim of claims) hold(system, claim, asked, begin)
        if (claims.length === 0) await sleep(system, Math.min(nextInMs ?? lookMs, lookMs))
      } catch (error) {
        log.error({ err: error, system }, 'could not look for work')
        await sleep(system, lookMs)
      }
    }
  }

  const soon = () => new Promise<void>(resolve => timing.after(0, resolve))

  function hold(system: string, claim: Claim, asked: number, begin?: Promise<void>): void {
    const lease = keepLease({ queue, log, leaseMs, timing }, system, claim, asked)
    const work = perform(system, claim, lease, begin).finally(() => {
      lease.end()
      inHand.delete(work)
      makeRoom()
      // What it has ordered may be due at once.
      wake(system)
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
    wake,
    start(): void {
      loops = systems.map(loop)
    },
    /** No new claims; resolves when what is in hand is finished or, after `limitMs`, given back for others to do. */
    async stop(limitMs = 10_000): Promise<void> {
      stopping = true
      for (const sleeper of sleepers.values()) sleeper()
      makeRoom()
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
