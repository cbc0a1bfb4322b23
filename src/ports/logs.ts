import type { ComposeTarget } from './containers.ts'
import type { DeploymentTarget } from './workloads.ts'

/** One line of a log, or several that were written at once. */
export interface LogEvent {
  /** Milliseconds since the epoch. */
  at: number
  text: string
}

/** A log group of CloudWatch's. `writer`: the service of ECS that writes there, and the container that matters of it. */
export interface LogGroup {
  group: string
  region?: string
  role?: string
  writer?: { cluster: string; service: string; container?: string }
}

/** What the pods of a deployment print. */
export type PodLog = DeploymentTarget

/** What the containers of a service of Compose print. */
export type ComposeLog = ComposeTarget

/** Where a service writes its log. */
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

/** One kind of place that logs are written to. What cannot be read at all is an `OutsideError` that says what would mend it. */
export interface LogSource<P extends LogPlace> {
  search: Search<P>
  last: Last<P>
}

/** The logs of services. */
export type Logs = LogSource<LogPlace>

export type Search<P extends LogPlace> = (
  where: P,
  query: LogQuery,
  limits: { events: number; timeoutMs: number },
) => Promise<Found>

/** The last lines, oldest first; `of`: the task, pod or container whose they are. */
export interface LastLines {
  lines: string[]
  of?: string
}

/**
 * What was printed last within a time, in milliseconds since the epoch: by the newest of what was started in it, where
 * there is such and the log tells who wrote what; by all that write there otherwise.
 */
export type Last<P extends LogPlace> = (
  where: P,
  within: { from: number; to: number },
  limits: { lines: number; timeoutMs: number },
) => Promise<LastLines>
