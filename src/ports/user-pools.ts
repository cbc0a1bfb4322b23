import type { Account } from './probes.ts'

/** A user of a pool. Times are milliseconds since the epoch. */
export interface PoolUser {
  name: string
  /** As Cognito has it: `CONFIRMED`, `FORCE_CHANGE_PASSWORD` … */
  status: string
  isEnabled: boolean
  createdAt: number
  changedAt: number
}

/** User pools of Cognito. Faults are `OutsideError`s in words. */
export interface UserPools {
  /** Up to some thousands; nothing of what a pool knows about them but their name. */
  users(pool: string, place: Account): Promise<{ users: PoolUser[]; isAll: boolean }>
}
