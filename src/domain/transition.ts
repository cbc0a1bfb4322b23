import { answers } from './answers.ts'
import type { EventType, IncidentEvent } from './events.ts'
import { handlers } from './handlers.ts'
import type { Incident } from './incident.ts'
import { follow } from './pagerduty-link.ts'
import type { Entry, Happening } from './timeline.ts'

/** A next state with what to add to the timeline (unchanged, with nothing to add: a no-op), or why not. */
export type Outcome =
  | { ok: true; incident: Incident; entries: Entry[] }
  | { ok: false; reason: string; offer?: 'acknowledge' | 'reopen' | 'lead' }

/** What a handler makes of an event that its state lets through. */
export type Step =
  | { incident: Incident; happened: Happening[] }
  | { refused: string; offer?: 'acknowledge' | 'reopen' | 'lead' }
  | 'ignored'

/** Takes one event: pure, total, and without a clock (`now` is when it is taken, `event.at` when it happened). */
export function transition(incident: Incident, event: IncidentEvent, now: number): Outcome {
  const followed = follow(incident, event)
  const unchanged: Outcome = { ok: true, incident: followed, entries: [] }
  if (isOldNews(incident, event)) return unchanged

  const answer = answers[event.type][incident.state]
  if (answer === 'ignore') return unchanged
  if (answer !== 'do') return refused({ ...answer, refused: answer.refuse(incident) })

  const handle = handlers[event.type] as (incident: Incident, event: IncidentEvent, now: number) => Step
  const step = handle(followed, event, now)
  if (step === 'ignored') return unchanged
  if ('refused' in step) return refused(step)
  const entries = step.happened.map(happening => ({ ...happening, at: entryTime(event, now), by: event.by }))
  return {
    ok: true,
    incident: withSignOfLife({ ...step.incident, entries: step.incident.entries + entries.length }, event),
    entries,
  }

  /** A person is told why not; what PagerDuty tells has happened there, whether it means anything here or not. */
  function refused({ refused: reason, offer }: Extract<Step, { refused: string }>): Outcome {
    return event.by.via === 'pagerduty' ? unchanged : { ok: false, reason, ...(offer && { offer }) }
  }
}

/** PagerDuty delivers late and out of order: what it says of an earlier time than our last change changes nothing. */
function isOldNews(incident: Incident, event: IncidentEvent): boolean {
  return event.by.via === 'pagerduty' && event.type !== 'note' && event.at < incident.stateAt
}

const entryTime = (event: IncidentEvent, now: number): number => (event.by.via === 'belay' ? now : event.at)

/** Whatever a person does with an incident shows that somebody is at it. */
function withSignOfLife(incident: Incident, event: IncidentEvent): Incident {
  if (event.by.via === 'belay' || silent.has(event.type)) return incident
  const { remindedAt: _, warnedAt: __, ...kept } = incident
  return { ...kept, lifeAt: Math.max(incident.lifeAt, event.at) }
}

const silent = new Set<EventType>(['alert', 'unacknowledge', 'paging', 'pagerduty-told'])
