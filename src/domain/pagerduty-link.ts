import type { IncidentEvent } from './events.ts'
import type { Actor, Incident, PagerDutyLink } from './incident.ts'

const says = {
  acknowledge: 'acknowledged',
  unacknowledge: 'triggered',
  reopen: 'triggered',
  resolve: 'resolved',
} as const

/** Remembers what PagerDuty says of itself; what it says later than a wish of ours makes the wish void. */
export function follow(incident: Incident, event: IncidentEvent): Incident {
  const link = incident.pagerduty
  if (!link || event.by.via !== 'pagerduty' || event.at < link.seen.at) return incident
  const status = says[event.type as keyof typeof says] ?? link.seen.status
  const level = event.type === 'escalate' ? event.level : link.seen.level
  const seen = { status, at: event.at, ...(level !== undefined && { level }) }
  if (status === link.seen.status && level === link.seen.level) return incident
  const { want, ...rest } = link
  return { ...incident, pagerduty: { ...rest, seen, ...(want && want.at > event.at && { want }) } }
}

/**
 * The incident with a wish that PagerDuty be told, if it lives there and the wish is not PagerDuty's own. The latest
 * wish stands alone: whoever has acknowledged no longer wants a level called.
 */
export function wanting(
  incident: Incident,
  { at, by }: { at: number; by: Actor },
  wish: { status: 'acknowledged' | 'resolved' } | { level: number },
): Incident {
  const link = incident.pagerduty
  if (!link || by.via === 'pagerduty') return incident
  return { ...incident, pagerduty: { ...link, want: { ...wish, at, by } } }
}

/** The link once PagerDuty has been told, and has answered with what it holds now. */
export function told(
  link: PagerDutyLink,
  event: Extract<IncidentEvent, { type: 'pagerduty-told' }>,
): PagerDutyLink {
  const level = event.level ?? link.seen.level
  const seen = {
    status: event.status ?? link.seen.status,
    at: Math.max(link.seen.at, event.want),
    ...(level !== undefined && { level }),
  }
  if (link.want?.at === event.want) return { id: link.id, url: link.url, seen }
  return { ...link, seen }
}
