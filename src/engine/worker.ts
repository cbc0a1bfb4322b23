import { setTimeout } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type JobKind, neverParks } from '../domain/jobs.ts'
import type { Claim, Queue } from '../ports/queue.ts'
import { backoffMs, verdict } from './failure.ts'
import { keepLease, type Lease } from './lease.ts'
import { type Performer, type Performers, PutAside, TakenOver } from './performer.ts'
import { sound } from './sound.ts'

export interface WorkerDeps {
  queue: Queue
  systems: string[]
  performers: Performers
  log: Logger
  /** Told of a job that was put aside, so that people hear of it. */
  parked(system: string, claim: Claim, why: string): Promise<void>
  count(what: 'done' | 'retried' | 'parked' | 'taken-over', kind: JobKind, lateMs: number): void
  leaseMs?: number
  /** Jobs in hand at once. */
  concurrency?: number
}

/** A process without a claim looks this often for what others have left, in real milliseconds. */
const lookMs = 500
/** So many jobs are claimed at once at most: half of what is in hand is done while the other half is asked for. */
const atOnce = 32
const maxAttempts = 8

/** Claims what is due, system by system, and does it under a lease that it keeps renewing. */
export function createWorker({
  queue,
  systems,
  performers,
  log,
  parked,
  count,
  leaseMs = 4_000,
  concurrency = 64,
}: WorkerDeps) {
  const kinds = Object.keys(performers)
  const inHand = new Map<Promise<void>, { system: string; claim: Claim; lease: Lease }>()
  const sleepers = new Map<string, () => void>()
  const woken = new Set<string>()
  let stopping = false
  let loops: Promise<void>[] = []

  function sleep(system: string, ms: number): Promise<void> {
    if (woken.delete(system) || stopping) return Promise.resolve()
    return new Promise(resolve => {
      const timer = globalThis.setTimeout(wakeUp, ms)
      function wakeUp() {
        clearTimeout(timer)
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

  async function loop(system: string): Promise<void> {
    while (!stopping) {
      try {
        woken.delete(system)
        const room = concurrency - inHand.size
        if (room <= 0) {
          await Promise.race(inHand.keys())
          continue
        }
        const { claims, nextInMs } = await queue.claim(system, Math.min(room, atOnce), leaseMs, kinds)
        for (const claim of claims) hold(system, claim)
        if (claims.length === 0) await sleep(system, Math.min(nextInMs ?? lookMs, lookMs))
      } catch (error) {
        log.error({ err: error, system }, 'could not look for work')
        await sleep(system, lookMs)
      }
    }
  }

  function hold(system: string, claim: Claim): void {
    const lease = keepLease(queue, system, claim, leaseMs, log)
    const work = perform(system, claim, lease).finally(() => {
      lease.end()
      inHand.delete(work)
      // What it has ordered may be due at once.
      wake(system)
    })
    inHand.set(work, { system, claim, lease })
  }

  async function perform(system: string, claim: Claim, lease: Lease): Promise<void> {
    const kind = claim.kind as JobKind
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

  async function giveBack(system: string, claim: Claim, error: unknown): Promise<void> {
    const kind = claim.kind as JobKind
    if (error instanceof TakenOver) {
      log.warn({ system, job: claim.id }, 'a job was taken over')
      return count('taken-over', kind, claim.lateMs)
    }
    const { afterMs, counts, parks, why } = verdict(error, claim.attempts)
    const isHopeless = parks && claim.attempts >= maxAttempts && !neverParks(kind)
    if (isHopeless || error instanceof PutAside) {
      log.error({ err: error, system, job: claim.id, attempts: claim.attempts }, 'a job was put aside')
      await queue.park(system, claim, why)
      count('parked', kind, claim.lateMs)
      return parked(system, claim, why)
    }
    log[counts ? 'warn' : 'info'](
      { system, job: claim.id, why, afterMs, attempts: claim.attempts },
      'a job is tried again',
    )
    await queue.retry(system, claim, afterMs ?? backoffMs(claim.attempts), why, counts)
    count('retried', kind, claim.lateMs)
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
      await Promise.all(loops)
      const limit = new AbortController()
      const late = setTimeout(limitMs, undefined, { signal: limit.signal }).catch(() => undefined)
      await Promise.race([Promise.all(inHand.keys()), late])
      limit.abort()
      const left = [...inHand.values()]
      for (const { lease } of left) lease.end()
      await Promise.allSettled(
        left.map(({ system, claim }) => queue.retry(system, claim, 0, 'Belay stopped', false)),
      )
    },
  }
}
export type Worker = ReturnType<typeof createWorker>
