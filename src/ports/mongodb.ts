import type { NamedPlace } from '../domain/runbook/named-place.ts'
import type { Secret } from '../domain/secret.ts'
import type { MongoQuery } from '../domain/store-settings.ts'

/** A MongoDB by where its address is kept. */
export interface MongoTarget {
  url: Secret
  region?: string
  role?: string
  /** Where a step says that it is; any other place is refused. */
  meant?: NamedPlace
}

export interface MongoInfo {
  version: string
  pingMs: number
  upMs: number
  connections: { current: number; available: number }
  database: string
  collections: number
  documents: number
  /** In bytes: of the documents, of what they take on disk, of the indexes. */
  dataBytes: number
  storageBytes: number
  indexBytes: number
  /** Of the disk that it lies on, where it tells. */
  disk?: { usedBytes: number; bytes: number }
}

export interface MongoOperation {
  id: string
  seconds: number
  kind: string
  namespace: string
  client: string
  plan: string
}

export interface MongoExplained {
  /** From the outermost inwards: `FETCH`, `IXSCAN by_user`. */
  stages: string[]
  returned: number
  documents: number
  keys: number
  ms: number
}

/** MongoDB, as looks read it. Faults are `OutsideError`s in words. */
export interface MongoDb {
  info(target: MongoTarget): Promise<MongoInfo>
  indexes(target: MongoTarget): Promise<{ collection: string; name: string; keys: string }[]>
  /** What runs just now, the longest first. */
  operations(target: MongoTarget): Promise<MongoOperation[]>
  explain(target: MongoTarget, query: MongoQuery): Promise<MongoExplained>
}
