import type { Account } from './probes.ts'

/** A log group of CloudWatch. */
export interface Kept {
  /** For so many days; undefined: for ever. */
  days?: number
  bytes: number
}

/** Log groups of CloudWatch: how long they keep what is written. Faults are `OutsideError`s in words. */
export interface LogGroups {
  /** Undefined: there is no group of this name. */
  kept(group: string, place: Account): Promise<Kept | undefined>
}
