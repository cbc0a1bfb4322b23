import type { ComposeTarget } from './containers.ts'
import type { DeploymentTarget } from './workloads.ts'

/** One line of a log, or several that were written at once. */
export interface LogEvent {
  /** Milliseconds since the epoch. */
  at: number
  text: string
}

/** A log group of CloudWatch's. */
export interface LogGroup {
  group: string
  region?: string
  role?: string
}

/** What the pods of a deployment print. */
export type PodLog = DeploymentTarget

/** Where a service writes its log. */
/** What the containers of a service of Compose print. */
export type ComposeLog = ComposeTarget

export type LogPlace = LogGroup | PodLog | ComposeLog

/** What is looked for; an event has to match all of it. */
export interface LogQuery {
  from: number
  to: number
  /** Texts that are in it, just so. */
  words: string[]
  errors?: boolean
  /** It tells of something that took longer, in milliseconds. */
  slowMs?: number
}

/** The newest events that match, oldest first. `short`: why there may be more than these. */
export interface Found {
  events: LogEvent[]
  short?: string
}

/** The logs of services. What cannot be read at all is an `OutsideError` that says what would mend it. */
export interface Logs {
  search: Search<LogPlace>
}

export type Search<P extends LogPlace> = (
  where: P,
  query: LogQuery,
  limits: { events: number; timeoutMs: number },
) => Promise<Found>
