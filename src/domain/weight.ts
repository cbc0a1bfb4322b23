import { type Incident, isOpen } from './incident.ts'
import { type Severity, severities } from './severity.ts'

/** More than any time in milliseconds since the epoch, so that severity counts before age. */
const step = 1e13

/** The weight of the oldest incident there could be of a severity. */
export const heaviestOf = (severity: Severity): number => severities.indexOf(severity) * step

/** Smaller is weightier: by severity, then age; what is resolved comes last. Exact as a Redis score. */
export const weightOf = (incident: Incident): number =>
  (isOpen(incident) ? heaviestOf(incident.severity) : severities.length * step) + incident.openedAt

/** The same for those whose level was called: by severity, then by when that was. */
export const weightWhenCalled = ({ severity, levelAt }: Incident): number => heaviestOf(severity) + levelAt

export const byWeight = (a: Incident, b: Incident): number => weightOf(a) - weightOf(b)
