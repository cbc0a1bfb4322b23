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

/** User pools of Cognito; nothing of what a pool knows about its users but their name. Faults are `OutsideError`s in words. */
export interface UserPools {
  /** Up to some thousands. */
  users(pool: string, place: Account): Promise<{ users: PoolUser[]; isAll: boolean }>
  /** By their name, or whatever else they may sign in with; undefined where the pool has no such user. */
  user(pool: string, name: string, place: Account): Promise<PoolUser | undefined>
}
