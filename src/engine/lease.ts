import type { Logger } from 'pino'
import type { Claim, Queue } from '../ports/queue.ts'
import { TakenOver } from './performer.ts'

/** A job that takes longer than this is left to somebody else, in milliseconds: something hangs that should have ended. */
const longestMs = 60_000

export interface Lease {
  /** Throws `TakenOver` unless the lease certainly lasts for so long, by this process's steady clock. */
  guard(timeoutMs: number): void
  end(): void
}

export interface LeaseDeps {
  queue: Queue
  log: Logger
  leaseMs: number
}

/** Keeps renewing the lease on a job while it is in hand; `taken` is when it was asked for, by the steady clock. */
export function keepLease(
  { queue, log, leaseMs }: LeaseDeps,
  system: string,
  claim: Claim,
  taken: number,
): Lease {
  let until = taken + leaseMs
  const timer = setInterval(renew, leaseMs / 3)

  async function renew(): Promise<void> {
    const asked = performance.now()
    if (asked - taken > longestMs) {
      log.error({ system, job: claim.id }, 'a job hangs, and is left to somebody else')
      return clearInterval(timer)
    }
    try {
      until = (await queue.renew(system, claim, leaseMs)) ? asked + leaseMs : 0
    } catch (err) {
      log.warn({ err, system, job: claim.id }, 'could not renew a lease')
    }
  }

  return {
    guard(timeoutMs) {
      if (performance.now() + timeoutMs > until) throw new TakenOver(claim.id)
    },
    end: () => clearInterval(timer),
  }
}
