import type { Account } from './probes.ts'

/** Something that costs and that nothing uses. */
export interface Leftover {
  kind: 'volume' | 'address' | 'load balancer'
  name: string
  /** Of a volume. */
  bytes?: number
  /** When it was made, in milliseconds since the epoch. */
  madeAt?: number
}

/** What a region of an account pays for without a use. Faults are `OutsideError`s in words. */
export interface Leftovers {
  /** Volumes that are attached to nothing, public addresses of nothing, load balancers with nothing behind them. */
  all(place: Account): Promise<Leftover[]>
}
