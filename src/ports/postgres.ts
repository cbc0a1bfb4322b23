import type { NamedPlace } from '../domain/runbook/named-place.ts'
import type { Secret } from '../domain/secret.ts'

/** A PostgreSQL by where its address is kept. */
export interface PostgresTarget {
  url: Secret
  region?: string
  role?: string
  /** Where a step says that it is; any other place is refused. */
  meant?: NamedPlace
}

/** Connections of clients that are alike. */
export interface Connections {
  state: string
  user: string
  application: string
  count: number
  /** How long the oldest of them has been so, in milliseconds. */
  oldestMs: number
}

export interface RunningQuery {
  pid: number
  user: string
  ms: number
  state: string
  waitsFor: string
  query: string
}

export interface TableState {
  /** `public.bookings`, quoted where PostgreSQL wants it so. */
  name: string
  bytes: number
  live: number
  dead: number
  /** When it was last vacuumed by itself or by hand, and by hand. */
  vacuumedAt?: number
  byHandAt?: number
}

export interface IndexState {
  name: string
  table: string
  bytes: number
  /** How often it was used since the statistics began. */
  scans: number
  isUnique: boolean
  isValid: boolean
  /** The file that it lies in: another one once it was rebuilt. */
  file: string
}

export interface SlowStatement {
  query: string
  calls: number
  totalMs: number
  meanMs: number
}

/** An idle connection of a client. */
export interface Idle {
  pid: number
  user: string
  application: string
  from: string
  ms: number
}

/** PostgreSQL, as looks and plans read it: in transactions that only read. Faults are `OutsideError`s in words. */
export interface Postgres {
  connections(target: PostgresTarget): Promise<{ all: Connections[]; most: number }>
  /** What takes longer than that, the longest first. */
  queries(target: PostgresTarget, longerThanMs: number): Promise<RunningQuery[]>
  /** The biggest first; or just these. */
  tables(target: PostgresTarget, named?: string[]): Promise<TableState[]>
  /** The least used first; or those of one table. */
  indexes(target: PostgresTarget, table?: string): Promise<IndexState[]>
  /** By pg_stat_statements, what took most of the time first; undefined where that is not installed. */
  slow(target: PostgresTarget): Promise<SlowStatement[] | undefined>
  idle(target: PostgresTarget, longerThanMs: number): Promise<Idle[]>
}
