/** Where an AWS call goes: region and role of an environment. */
export interface Place {
  region?: string
  role?: string
}

/** An instance of RDS. Storage is in GiB, times in milliseconds since the epoch. */
export interface Instance {
  status: string
  engine: string
  version: string
  class: string
  storage: number
  /** Its storage grows to this by itself. */
  maxStorage?: number
  multiAz: boolean
  /** For so many days its automatic backups are kept; 0: it has none. */
  retentionDays: number
  /** When they are made, in UTC: `03:00-04:00`. */
  window: string
  /** When AWS may bring it up to date, in UTC: `sun 03:00-04:00`. */
  maintenanceWindow: string
  createdAt?: number
  /** It can be restored to every moment until this one. */
  restorableUntil?: number
  endpoint?: string
  /** The instance that this one follows, and those that follow it. */
  replicaOf?: string
  replicas: string[]
  isPublic: boolean
  subnetGroup?: string
  securityGroups: string[]
  parameterGroup?: string
  /** Some of its parameters count from its next reboot on. */
  waitsForReboot: boolean
  /** What it is being changed to. */
  pending: { class?: string; storage?: number; password?: true }
  /** The user that RDS made with it, whose password RDS changes. */
  masterUser?: string
  /** RDS itself keeps the password of that user, in a secret of its own. */
  keepsPassword?: true
  /** The run and step of Belay's that made it. */
  run?: string
}

export interface Snapshot {
  name: string
  instance: string
  /** `manual`, `automated`, `awsbackup` and so on. */
  kind: string
  status: string
  /** In percent. */
  made: number
  at?: number
  storage: number
  /** The run and step of Belay's that made it. */
  run?: string
}

export interface LogFile {
  name: string
  /** In bytes. */
  size: number
  writtenAt: number
}

/** Something that AWS has for an instance, and has not applied yet. */
export interface Update {
  /** `system-update`, `db-upgrade` and so on. */
  action: string
  /** In AWS's words. */
  what: string
  /** When it is applied by itself. */
  at?: number
}

/** A parameter as its group has it; without a value nobody has set it, and the engine's own counts. */
export interface Parameter {
  name: string
  value?: string
  isSet: boolean
  /** It counts at once, without a reboot. */
  isDynamic: boolean
  /** As AWS writes it: `none,ddl,mod,all`, or `-1-2147483647`. */
  allowed?: string
}

/** Amazon RDS, as plans, looks and makers read it. Faults are `OutsideError`s in words. */
export interface Rds {
  /** Undefined: there is none of this name. */
  instance(id: string, place: Place): Promise<Instance | undefined>
  /** The latest first. */
  snapshots(instance: string, place: Place): Promise<Snapshot[]>
  snapshot(name: string, place: Place): Promise<Snapshot | undefined>
  /** Of its operating system, of its engine, of its hardware. */
  updates(instance: string, place: Place): Promise<Update[]>
  /** The latest first. */
  logFiles(instance: string, place: Place): Promise<LogFile[]>
  /** The last lines of a log file; undefined when there is none of this name. */
  log(instance: string, file: string, lines: number, place: Place): Promise<string | undefined>
  /** Of a group, all that somebody has set and, set or not, those that are `wanted`. */
  parameters(group: string, wanted: string[], place: Place): Promise<Parameter[]>
  /** The instances that a group's parameters count for. */
  users(group: string, place: Place): Promise<string[]>
}
