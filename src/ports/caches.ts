import type { NamedPlace } from '../domain/runbook/named-place.ts'
import type { Secret } from '../domain/secret.ts'

/** A Redis of a system file, with where its secret lies if that is one of AWS's. */
export interface CacheTarget {
  url: string | Secret
  region?: string
  role?: string
  /** Where a step says that it is; any other place is refused. */
  meant?: NamedPlace
}

/** Keys that match a pattern. */
export interface Counted {
  matching: number
  /** So many keys were looked at, of so many that there are. */
  looked: number
  all: number
  /** The names of a few of them. */
  some: string[]
}

/** Teams' caches, as looks and plans read them. Faults are `OutsideError`s in words, without any address. */
export interface Caches {
  /** INFO, by section and field. */
  info(target: CacheTarget): Promise<Map<string, Map<string, string>>>
  /** Looks through the keys with SCAN, as far as there is time. */
  count(target: CacheTarget, pattern: string): Promise<Counted>
  /** How many keys there are. */
  size(target: CacheTarget): Promise<number>
}
