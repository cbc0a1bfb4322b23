import type { Place } from './rds.ts'

/** A role of IAM. Times are milliseconds since the epoch; AWS tells of the last 400 days. */
export interface Role {
  name: string
  createdAt?: number
  usedAt?: number
  /** The region it was used in last. */
  usedIn?: string
}

/** Roles of IAM that AWS has not made for itself. Faults are `OutsideError`s in words. */
export interface Roles {
  /** Up to `most` of them; `more` says that there are others. */
  all(most: number, place: Place): Promise<{ roles: Role[]; more: boolean }>
}
