import { mainEnvironment, mildSeverity, type Route } from './routing.ts'
import { isWorse, type Severity } from './severity.ts'
import type { System } from './system.ts'

/** How severe a group of alerts is by their labels: as the worst of them. */
export function severityOfAlerts(system: System, alerts: Record<string, string>[]): Severity {
  const { label, values, default: other } = system.alertmanager?.severity ?? { label: 'severity', values: {} }
  const each = alerts.map(labels => own(values, own(labels, label)) ?? other ?? mildSeverity(system))
  return each.reduce((worst, severity) => (isWorse(severity, worst) ? severity : worst))
}

/** The place that a monitor names. What this system does not have is as good as not named. */
export function placeOf(
  system: System,
  { environment, service }: { environment?: string | undefined; service?: string | undefined },
): Route {
  const known = environment !== undefined && Object.hasOwn(system.environments, environment)
  const place = known ? environment : mainEnvironment(system)
  const { services } = system.environments[place]!
  const hasService = service !== undefined && Object.hasOwn(services, service)
  return { environment: place, ...(hasService && { service }) }
}

/** What the system file says of a CloudWatch alarm: under its name, else under the longest beginning that fits. */
export function alarmOf(system: System, name: string): { severity: Severity; route: Route } {
  const alarms = system.sns?.alarms ?? {}
  const nearest = Object.keys(alarms)
    .filter(pattern => isAlarm(pattern, name))
    .sort((a, b) => Number(a.endsWith('*')) - Number(b.endsWith('*')) || b.length - a.length)[0]
  const { severity, environment, service } = (nearest !== undefined && alarms[nearest]) || {}
  return {
    severity: severity ?? mildSeverity(system),
    route: placeOf(system, { environment: environment ?? standingOn(system, name), service }),
  }
}

/** The environment whose own list of alarms has this one. */
const standingOn = ({ environments }: System, alarm: string): string | undefined =>
  Object.keys(environments).find(name => environments[name]!.alarms?.some(pattern => isAlarm(pattern, alarm)))

/** Whether an alarm is meant by a name, or by the beginning of several with a `*` at its end. */
export const isAlarm = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern

const own = <T>(values: Record<string, T>, name: string | undefined): T | undefined =>
  name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined
