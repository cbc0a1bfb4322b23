import type { Account } from './probes.ts'

/** Listeners of load balancers. Faults are `OutsideError`s in words. */
export interface Listeners {
  /** The target group that a listener forwards to; undefined when it does something else, or shares between several. */
  forwardsTo(listener: string, place: Account): Promise<string | undefined>
}
