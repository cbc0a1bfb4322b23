import type { Place } from './rds.ts'

/** A role of IAM. Times are milliseconds since the epoch; AWS tells of the last 400 days. */
export interface Role {
  name: string
  createdAt?: number
  usedAt?: number
  /** The region it was used in last. */
  usedIn?: string
}

/** A service that the policies of a role allow it to use. */
export interface Allowed {
  /** "Amazon S3" */
  service: string
  /** As policies call it: `s3`. */
  namespace: string
  usedAt?: number
}

/** Roles of IAM that AWS has not made for itself. Faults are `OutsideError`s in words. */
export interface Roles {
  /** Up to `most` of them; `more` says that there are others. */
  all(most: number, place: Place): Promise<{ roles: Role[]; more: boolean }>
  /** What one of them may use; undefined where there is no such role. It takes IAM some seconds to work that out. */
  allowed(name: string, place: Place): Promise<Allowed[] | undefined>
}
