/** Times are milliseconds since the epoch; storage is in GiB. */
export interface Database {
  id: string
  status: string
  engine: string
  version: string
  class: string
  multiAz: boolean
  isPublic: boolean
  /** It follows this one. */
  replicaOf?: string | undefined
  storage: number
  /** Storage grows to this by itself. */
  maxStorage?: number
  parameterGroup: string
  subnetGroup: string
  securityGroups: string[]
  retentionDays: number
  window: string
  maintenanceWindow: string
  createdAt: number
  tags: Record<string, string>
  masterUser: string
  masterPassword?: string
  /** RDS keeps the password in a secret of its own. */
  keepsPassword?: boolean
  /** What it is being changed to, and when that is done. */
  pending?: {
    class?: string
    storage?: number
    isPublic?: boolean
    replicaOf?: undefined
    masterPassword?: string
  }
  until?: number
  /** What AWS has for it and has not applied yet. */
  updates?: { action: string; what: string; at?: number }[]
}

export interface Snapshot {
  id: string
  instance: string
  kind: 'manual' | 'automated'
  status: string
  beganAt: number
  storage: number
  tags: Record<string, string>
}

/** So long each of these takes, in milliseconds. */
export const takes = {
  snapshot: 60_000,
  restore: 90_000,
  modify: 60_000,
  public: 15_000,
  promote: 120_000,
  reboot: 20_000,
  password: 20_000,
}

export const usual = (id: string, now: number): Database => ({
  id,
  status: 'available',
  engine: 'postgres',
  version: '17.4',
  class: 'db.t3.medium',
  multiAz: false,
  isPublic: false,
  storage: 20,
  parameterGroup: `${id}-params`,
  subnetGroup: `${id}-subnets`,
  securityGroups: ['sg-0a1b2c3d4e5f60718'],
  retentionDays: 7,
  window: '03:00-04:00',
  maintenanceWindow: 'sun:04:00-sun:05:00',
  createdAt: now - 400 * 86_400_000,
  tags: {},
  masterUser: 'postgres',
})

/** An instance as it is by now: what takes time is over when its time has come. */
export function settled(database: Database, now: number): Database {
  const { until, pending, ...rest } = database
  if (until === undefined || now < until) return database
  return { ...rest, ...pending, status: 'available' }
}

/** How much of a snapshot is made, in percent. */
export const percentOf = ({ beganAt, status }: Snapshot, now: number): number =>
  status === 'creating'
    ? Math.max(0, Math.min(100, Math.floor(((now - beganAt) / takes.snapshot) * 100)))
    : 100

export const statusOf = (snapshot: Snapshot, now: number): string =>
  snapshot.status === 'creating' && percentOf(snapshot, now) === 100 ? 'available' : snapshot.status
