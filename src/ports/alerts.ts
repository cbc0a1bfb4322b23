import type { Signal } from '../domain/incident.ts'
import type { Route } from '../domain/routing.ts'
import type { Severity } from '../domain/severity.ts'
import type { System } from '../domain/system.ts'

/** Something that a monitor tells of one thing that it watches. */
export interface AlertEvent {
  /** The same when it is delivered again. */
  id: string
  source: 'alertmanager' | 'cloudwatch'
  /** What the monitor knows it by: the key of a group, the ARN of an alarm. There is one open incident of it at most. */
  key: string
  /** `over-unfired`: it is well, and was not known to fire before. */
  is: 'firing' | 'over' | 'over-unfired'
  signal: Signal
  title: string
  severity: Severity
  route: Route
  links: { label: string; url: string }[]
}

/** Takes in what monitors tell of a system. Rejects when it could not be saved. */
export interface Alerts {
  /** Resolves once it is saved. `repeated`: it was known before, and changes nothing. */
  take(system: System, event: AlertEvent): Promise<'taken' | 'repeated'>
}
