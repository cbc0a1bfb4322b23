import type { Checklist } from '../domain/checklist/checklist.ts'
import type { Incident } from '../domain/incident.ts'
import type { Job, Order } from '../domain/jobs.ts'
import type { Lock } from '../domain/run/lock.ts'
import type { Run } from '../domain/run/run.ts'
import type { Schedule } from '../domain/schedule/schedule.ts'
import type { Entry } from '../domain/timeline.ts'

/** The operation that wrote a state last. Random, so that it cannot come true again on lost history. */
export type Version = string

export interface Versioned<T> {
  value: T
  version: Version
}

/** A state is written if it is still at `expected`; undefined: if it does not exist yet. */
interface Expecting {
  expected: Version | undefined
}

export interface IncidentChange extends Expecting {
  incident: Incident
  /** What is appended to its timeline. */
  entries: Entry[]
  /** Names it can be found by: `pagerduty:PGR0VU2`, `thread:C1:171.2`, `alert:<incident key>`. The latest claim wins. */
  keys?: string[]
}

export interface RunChange extends Expecting {
  run: Run
}

/** Without a lock, the resource is free. */
export interface LockChange extends Expecting {
  resource: string
  lock: Lock | undefined
}

export interface ChecklistChange extends Expecting {
  checklist: Checklist
}

/** Without a schedule, what is kept of the one with this id is forgotten. */
export interface ScheduleChange extends Expecting {
  scheduled: string
  schedule: Schedule | undefined
}

export type Change = IncidentChange | RunChange | LockChange | ChecklistChange | ScheduleChange

export interface AuditEntry {
  at: number
  by: string
  what: string
  incident?: string
  detail?: Record<string, unknown>
}

export interface AuditRead {
  entries: (AuditEntry & { id: string })[]
  /** The first that does not fit: its id in Redis, and why. */
  broken?: { id: string; why: string }
}

/** Everything that follows from one operation in one system: written by one script, all or nothing. */
export interface Save {
  system: string
  /** Unique to what is done (a delivery's id): a second save under it changes nothing. */
  operation: string
  changes: Change[]
  orders: Order[]
  cancelled: Job[]
  /** The same by their ids, of what cannot be read. */
  dropped?: string[]
  audit: AuditEntry[]
  /** The claim under which this is written: without it the writer has been taken over, and nothing is written. */
  claim?: { job: string; token: string }
}

/** `repeated`: the operation was saved before; `conflict`: a state has moved on; `taken-over`: the claim is lost. */
export type SaveResult = 'saved' | 'repeated' | 'conflict' | 'taken-over'

export interface Store {
  save(save: Save): Promise<SaveResult>
  /** Whether this operation was saved already, within the last 72 hours. */
  isSaved(system: string, operation: string): Promise<boolean>
  incident(system: string, id: string): Promise<Versioned<Incident> | undefined>
  incidents(system: string, ids: string[]): Promise<Incident[]>
  /** The id of the incident that claimed this key last. */
  find(system: string, key: string): Promise<string | undefined>
  /** Ids of the open incidents, oldest first. */
  open(system: string): Promise<string[]>
  /** Ids of the latest incidents, newest first. */
  recent(system: string, limit: number): Promise<string[]>
  timeline(system: string, incident: string, from?: number): Promise<Entry[]>
  run(system: string, id: string): Promise<Versioned<Run> | undefined>
  /** Runs that are not over, oldest first. */
  openRuns(system: string): Promise<Run[]>
  /** The latest runs, newest first. */
  recentRuns(system: string, limit: number): Promise<Run[]>
  lock(system: string, resource: string): Promise<Versioned<Lock> | undefined>
  locks(system: string): Promise<Lock[]>
  checklist(system: string, id: string): Promise<Versioned<Checklist> | undefined>
  schedule(system: string, id: string): Promise<Versioned<Schedule> | undefined>
  /** The head of the audit's chain; '' before its first entry. */
  auditHead(system: string): Promise<string>
  /** The latest entries, oldest first; and where they are not as they were written, if they are not. */
  audit(system: string, limit: number): Promise<AuditRead>
  /** When Redis was last found to hold less than it said was saved, in real milliseconds; undefined when it never was. */
  historyLostAt(system: string): Promise<number | undefined>
  /** The next number of the one counter over all systems. */
  nextNumber(): Promise<number>
  /** Claims a key for an owner, a system or an incident, over all there are; answers who has it. */
  claimKey(key: string, owner: string): Promise<string>
}
