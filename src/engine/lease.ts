import type { Logger } from 'pino'
import type { Claim, Queue } from '../ports/queue.ts'
import { NotYet, TakenOver } from './performer.ts'
import { steady, type Timing } from './timing.ts'

/** A job that takes longer than this is left to somebody else, in milliseconds: something hangs that should have ended. */
const longestMs = 60_000

export interface Lease {
  /**
   * Throws unless the lease certainly lasts for so long, by this process's steady clock: `TakenOver` when it is over,
   * `NotYet` when it is only too short.
   */
  guard(timeoutMs: number): void
  end(): void
}

export interface LeaseDeps {
  queue: Queue
  log: Logger
  leaseMs: number
  timing?: Timing
}

/** Keeps renewing the lease on a job while it is in hand; `taken` is when it was asked for, by the steady clock. */
export function keepLease(
  { queue, log, leaseMs, timing = steady }: LeaseDeps,
  system: string,
  claim: Claim,
  taken: number,
): Lease {
  let until = taken + leaseMs
  // Soon enough that what is left always outlives a call to the outside, also when Redis takes its time.
  const everyMs = leaseMs / 6
  let stop = timing.after(everyMs, again)
  if (timing.now() - taken > everyMs) void renew()

  function again(): void {
    stop = timing.after(everyMs, again)
    void renew()
  }

  async function renew(): Promise<void> {
    const asked = timing.now()
    if (asked - taken > longestMs) {
      log.error({ system, job: claim.id }, 'a job hangs, and is left to somebody else')
      return stop()
    }
    try {
      until = (await queue.renew(system, claim, leaseMs)) ? asked + leaseMs : 0
    } catch (err) {
      log.warn({ err, system, job: claim.id }, 'could not renew a lease')
    }
  }

  return {
    guard(timeoutMs) {
      const leftMs = until - timing.now()
      if (leftMs <= 0) throw new TakenOver(claim.id)
      if (leftMs < timeoutMs) throw new NotYet(0, `the lease on ${claim.id} is too short for a call`)
    },
    end: () => stop(),
  }
}
