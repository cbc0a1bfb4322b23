import { isOpen, type Monitored, type Signal } from './incident.ts'
import { isWorse, type Severity } from './severity.ts'
import { statusEvents } from './status-events.ts'
import { changed, type Handlers } from './step.ts'
import type { Happening } from './timeline.ts'

/** How many alerts are remembered of one incident: those that were told last. */
const remembered = 500

/**
 * Whether a signal that something fires tells more than is known. Monitors say the same again and again, also of what
 * somebody has resolved here, and what they say may come late: an alert that was told of is no news whenever it comes.
 */
export const tellsMore = (known: Monitored | undefined, { at, alerts }: Signal): boolean =>
  !known || (alerts ? alerts.some(alert => !known.alerts?.includes(alert)) : at > known.at)

/** Something fires and clears by itself; how it stands where it is watched is told as it changes. */
export const monitorEvents: Handlers<'firing' | 'cleared'> = {
  firing(incident, { signal, severity, title, by, at }, now) {
    const { monitored } = incident
    const isNews = tellsMore(monitored, signal)
    const hasWorsened = !monitored || isWorse(severity, monitored.severity)
    const heard = { ...incident, monitored: heardOf(monitored, signal, severity) }
    if (incident.mergedInto) return isNews ? changed(heard) : 'ignored'
    if (!isNews && !(hasWorsened && isOpen(incident))) return 'ignored'

    const raises =
      hasWorsened &&
      isWorse(severity, incident.severity) &&
      incident.policy.severities[severity] !== undefined
    const raised = raises ? { ...heard, severity, severityAt: now, raisedBy: by } : heard
    const worse: Happening[] = raises ? [{ kind: 'severity', from: incident.severity, to: severity }] : []
    if (!isNews) return changed(raised, ...worse)
    const alerted = statusEvents.alert(raised, { type: 'alert', title, by, at }, now)
    if (alerted === 'ignored' || 'refused' in alerted) return alerted
    return changed(alerted.incident, ...worse, ...alerted.happened)
  },

  cleared(incident, { signal, by, at }, now) {
    const { monitored, severity } = incident
    if (monitored && signal.at <= monitored.at) return 'ignored'
    const heard = { ...incident, monitored: heardOf(monitored, signal, monitored?.severity ?? severity) }
    return isOpen(incident) ? statusEvents.resolve(heard, { type: 'resolve', by, at }, now) : changed(heard)
  },
}

function heardOf(known: Monitored | undefined, { at, alerts }: Signal, severity: Severity): Monitored {
  const all = alerts && [...new Set([...(known?.alerts ?? []), ...alerts])].slice(-remembered)
  return {
    at: Math.max(at, known?.at ?? 0),
    severity: known && isWorse(known.severity, severity) ? known.severity : severity,
    ...(all && { alerts: all }),
  }
}
