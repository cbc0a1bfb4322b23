import type { Logger } from 'pino'
import type { JobKind } from '../domain/jobs.ts'
import { neverParks, priority } from '../domain/priority.ts'
import type { Claim, Queue } from '../ports/queue.ts'
import { backoffMs, untilBackMs, verdict } from './failure.ts'
import { PutAside, TakenOver } from './performer.ts'

/** What is never put aside is told of after so many attempts that failed, as soon as a person may have to help. */
const stuckAfter = 4
const maxAttempts = 8

export type Result = 'done' | 'retried' | 'parked' | 'taken-over'

/** Has people hear, once, of a job that cannot be done; `goesOn`: it is tried on all the same, and not put aside. */
export type Trouble = (system: string, claim: Claim, why: string, goesOn: boolean) => Promise<void>

export interface GiveBackDeps {
  queue: Queue
  log: Logger
  trouble: Trouble
  count(what: Result, kind: JobKind, lateMs: number): void
  random(): number
}

/** Ends the claim on a job that failed: it is tried again or put aside. People are told first, lest a crash keep it from them. */
export function createGiveBack({ queue, log, trouble, count, random }: GiveBackDeps) {
  return async function giveBack(system: string, claim: Claim, error: unknown): Promise<void> {
    const kind = claim.kind as JobKind
    if (error instanceof TakenOver) {
      log.warn({ system, job: claim.id }, 'a job was taken over')
      return count('taken-over', kind, claim.lateMs)
    }
    const { waitMs, counts, parks, why } = verdict(error)
    const backoff = counts
      ? backoffMs(claim.attempts, random())
      : untilBackMs(priority(kind) === 0, claim.lateMs, random())
    const afterMs = waitMs ?? backoff
    const isHopeless = parks && claim.attempts >= maxAttempts && !neverParks(kind)
    if (isHopeless || error instanceof PutAside) {
      log.error({ err: error, system, job: claim.id, attempts: claim.attempts }, 'a job was put aside')
      await trouble(system, claim, why, false)
      await queue.park(system, claim, why)
      return count('parked', kind, claim.lateMs)
    }
    log[counts ? 'warn' : 'info'](
      { system, job: claim.id, why, afterMs, attempts: claim.attempts },
      'a job is tried again',
    )
    if (parks && claim.attempts >= stuckAfter && neverParks(kind)) await trouble(system, claim, why, true)
    await queue.retry(system, claim, afterMs, why, counts)
    count('retried', kind, claim.lateMs)
  }
}
