import { untilNewerMs } from '../domain/errors.ts'
import type { Job, JobKind } from '../domain/jobs.ts'
import type { Claim } from '../ports/queue.ts'

/** The claim's lease has gone to somebody else: whatever is in hand is dropped, they do it. */
export class TakenOver extends Error {
  override readonly name = 'TakenOver'
  constructor(job: string) {
    super(`${job} has been taken over`)
  }
}

/** Not now: nothing is wrong, and it does not count as a failure. */
export class NotYet extends Error {
  override readonly name = 'NotYet'
  readonly afterMs: number
  constructor(afterMs: number, why: string) {
    super(why)
    this.afterMs = afterMs
  }
}

/** What another process knows that was deployed later: it is left to that. */
export const leftToNewer = (what: string): NotYet =>
  new NotYet(untilNewerMs, `only a newer Belay knows ${what}`)

/** Trying again would do no good, or harm: the job is put aside for a person to look at. */
export class PutAside extends Error {
  override readonly name = 'PutAside'
}

/** A claim on a job, held under a lease. */
export interface Hold {
  system: string
  claim: Claim
  /**
   * To be called in the same tick as a call to the outside that may take `timeoutMs`: throws `TakenOver` or `NotYet`
   * unless the lease outlives it.
   */
  guard(timeoutMs: number): void
}

/** One job in hand. */
export interface InHand<K extends JobKind = JobKind> extends Hold {
  job: Extract<Job, { kind: K }>
}

/** Does what is owed. Resolves when it is done or no longer owed; rejects to be tried again. */
export type Performer<K extends JobKind = JobKind> = (inHand: InHand<K>) => Promise<void>
/** One for each kind of job that this process can do. */
export type Performers = { [K in JobKind]?: Performer<K> }
