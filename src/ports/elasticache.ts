import type { Place } from './rds.ts'

/** A replication group of ElastiCache. */
export interface CacheGroup {
  status: string
  nodeType: string
  /** A cluster of several shards. */
  isSharded: boolean
  failsOver: boolean
  /** The cache clusters that are its nodes, and of each the ids of what it restarts. */
  nodes: { id: string; nodeId: string; role: string; status: string }[]
  retentionDays: number
  window: string
}

export interface CacheSnapshot {
  name: string
  kind: string
  status: string
  at?: number
  size: string
  /** By which its tags are found. */
  arn: string
}

/** ElastiCache, as looks, plans and makers read it. Faults are `OutsideError`s in words. */
export interface ElastiCache {
  group(id: string, place: Place): Promise<CacheGroup | undefined>
  /** The status of one node. */
  node(id: string, place: Place): Promise<string | undefined>
  snapshots(group: string, place: Place): Promise<CacheSnapshot[]>
  snapshot(name: string, place: Place): Promise<CacheSnapshot | undefined>
  /** The run and step of Belay's that made a snapshot. */
  runOf(snapshot: CacheSnapshot, place: Place): Promise<string | undefined>
}
