import type { Actor } from './actor.ts'
import { answers, type Remedy, refusalOf } from './answers.ts'
import type { EventType, IncidentEvent } from './events.ts'
import { handlers } from './handlers.ts'
import type { Incident } from './incident.ts'
import { follow, isEcho, isPagerDutyStatus, withoutWish } from './pagerduty-link.ts'
import type { Step } from './step.ts'
import type { Entry } from './timeline.ts'

/** A next state with what to add to the timeline (unchanged, with nothing to add: a no-op), or why not. */
export type Outcome =
  | { ok: true; incident: Incident; entries: Entry[] }
  | { ok: false; reason: string; offer?: Remedy }

/** Takes one event: pure, total, and without a clock (`now` is when it is taken, `event.at` when it happened). */
export function transition(incident: Incident, event: IncidentEvent, now: number): Outcome {
  const isTheirs = event.by.via === 'pagerduty'
  if (event.pageId !== undefined && event.pageId !== incident.pagerduty?.id)
    return { ok: true, incident, entries: [] }
  const followed = follow(incident, event)
  const unchanged: Outcome = { ok: true, incident: followed, entries: [] }
  if (isTheirs && isOldNews(incident, event)) return unchanged

  const step = stepOf(followed, event, now)
  if (step === 'ignored') return unchanged
  if ('refused' in step) {
    // A person is told why not; what PagerDuty tells has happened there, whether it means anything here or not.
    return isTheirs
      ? unchanged
      : { ok: false, reason: step.refused, ...(step.offer && { offer: step.offer }) }
  }
  const entries = step.happened.map(happening => ({ ...happening, at: entryTime(event, now), by: event.by }))
  const next = isTheirs && isElsewhere(incident, step.incident) ? withoutWish(step.incident) : step.incident
  const counted = {
    ...next,
    stateAt: Math.max(incident.stateAt, next.stateAt),
    entries: incident.entries + entries.length,
  }
  return { ok: true, incident: withSignOfLife(counted, event), entries }
}

function stepOf(incident: Incident, event: IncidentEvent, now: number): Step {
  if (answers[event.type][incident.state] === 'ignore') return 'ignored'
  const refusal = refusalOf(incident, event.type)
  if (refusal) return refusal
  const handle = handlers[event.type] as (incident: Incident, event: IncidentEvent, now: number) => Step
  return handle(incident, event, now)
}

const isElsewhere = (before: Incident, after: Incident): boolean =>
  before.state !== after.state || before.cycle !== after.cycle

/** PagerDuty delivers late and out of order: what it says of an earlier time than the last change changes nothing. */
function isOldNews(incident: Incident, event: IncidentEvent): boolean {
  if (event.type === 'severity') return event.at < (incident.severityAt ?? incident.openedAt)
  if (event.type === 'escalate') return event.at < incident.stateAt
  if (!isPagerDutyStatus(event)) return false
  return event.at < Math.max(incident.stateAt, incident.pagerduty?.seen.at ?? 0) || isEcho(incident, event)
}

const entryTime = (event: IncidentEvent, now: number): number => (event.by.via === 'belay' ? now : event.at)

/**
 * Whatever a person does with an incident shows that somebody is at it; what PagerDuty does by itself shows nothing,
 * but an acknowledgement begins the time anew whoever made it.
 */
function withSignOfLife(incident: Incident, event: IncidentEvent): Incident {
  if (event.type !== 'acknowledge' && (!isPerson(event.by) || silent.has(event.type))) return incident
  const { remindedAt: _, warnedAt: __, ...kept } = incident
  return { ...kept, lifeAt: Math.max(incident.lifeAt, event.at) }
}

const isPerson = ({ via, id }: Actor): boolean => via === 'slack' || (via === 'pagerduty' && id !== undefined)

const silent = new Set<EventType>(['alert', 'unacknowledge', 'paging', 'pagerduty-told'])
