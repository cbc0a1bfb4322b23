import type { Actor } from './actor.ts'
import type { IncidentEvent } from './events.ts'
import type { Incident } from './incident.ts'
import type { PagerDutyLink, Want } from './pagerduty-state.ts'

const says = {
  acknowledge: 'acknowledged',
  unacknowledge: 'triggered',
  reopen: 'triggered',
  resolve: 'resolved',
  merge: 'resolved',
} as const

/** The events by which PagerDuty tells how its incident stands. */
export const isPagerDutyStatus = (event: IncidentEvent): boolean => event.type in says

/** So long after something else was wanted, in milliseconds, what was asked before may still come about. */
const underWayMs = 300_000

/** Whether PagerDuty tells of what was asked of it here before something else was wanted, or may have been. */
export function isEcho({ pagerduty }: Incident, { type, at }: IncidentEvent): boolean {
  const want = pagerduty?.want
  const status = says[type as keyof typeof says]
  if (!want?.overtook?.includes(status)) return false
  // It is opened there again however late PagerDuty can be told.
  return status === 'triggered' || at <= want.at + underWayMs
}

/**
 * Remembers what PagerDuty says of itself; a wish of ours that this fulfils is void, unless what was asked before may
 * still undo it. Older news changes nothing.
 */
export function follow(incident: Incident, event: IncidentEvent): Incident {
  const link = incident.pagerduty
  if (!link || event.by.via !== 'pagerduty' || event.at < link.seen.at) return incident
  const { want, refused, escalated: _, ...rest } = link
  const mayBeUndone = want?.overtook !== undefined
  if (event.type === 'escalate') {
    // Whoever escalates there takes it from whoever had it; PagerDuty's own policy climbs only what nobody has.
    const byPerson = event.by.id !== undefined
    if (event.level === undefined) {
      const { by, at } = event
      return { ...incident, pagerduty: { ...link, escalated: { by, at } } }
    }
    if (event.level === link.seen.level && !byPerson) return withLevelKnown(incident, link)
    const isFulfilled = !mayBeUndone && want?.level !== undefined && event.level >= want.level
    const anew = byPerson ? { status: 'triggered' as const, at: event.at } : {}
    const seen = { ...link.seen, level: event.level, ...anew }
    return {
      ...incident,
      pagerduty: { ...rest, seen, ...(refused && { refused }), ...(want && !isFulfilled && { want }) },
    }
  }
  const status = says[event.type as keyof typeof says]
  if (!status || (status === link.seen.status && event.at === link.seen.at)) return incident
  const seen = withoutLevelOnceOver({ ...link.seen, status, at: event.at })
  // What is opened again is at its first level.
  const isFulfilled = !mayBeUndone && want?.status === status && (want.level ?? 1) === 1
  return { ...incident, pagerduty: { ...rest, seen, ...(want && !isFulfilled && { want }) } }
}

/** Whatever was heard of an escalation is known to have led to the level that was last seen. */
function withLevelKnown(incident: Incident, link: PagerDutyLink): Incident {
  if (!link.escalated) return incident
  const { escalated: _, ...known } = link
  return { ...incident, pagerduty: known }
}

/** What is opened again begins at the first level again. */
function withoutLevelOnceOver(seen: PagerDutyLink['seen']): PagerDutyLink['seen'] {
  if (seen.status !== 'resolved') return seen
  const { level: _, ...over } = seen
  return over
}

/** The incident without what PagerDuty was still to be told: something newer has happened there. */
export function withoutWish(incident: Incident): Incident {
  if (!incident.pagerduty?.want) return incident
  const { want: _, ...link } = incident.pagerduty
  return { ...incident, pagerduty: link }
}

/**
 * The incident with a wish that PagerDuty be told, if it lives there and the wish is not PagerDuty's own. The latest
 * wish stands alone: whoever has acknowledged no longer wants a level called.
 */
export function wanting(
  incident: Incident,
  { at, by }: { at: number; by: Actor },
  wish: Pick<Want, 'status' | 'level'>,
): Incident {
  const link = incident.pagerduty
  if (!link || by.via === 'pagerduty') return incident
  // The time names the wish when PagerDuty has been told, so that no two may have the same.
  const after = link.want && link.want.at >= at ? link.want.at + 1 : at
  const before = link.want
    ? [...(link.want.overtook ?? []), ...(link.want.status ? [link.want.status] : [])]
    : []
  const overtook = [...new Set(before)].filter(status => status !== wish.status)
  const want = { ...wish, at: after, by, ...(overtook.length > 0 && { overtook }) }
  return { ...incident, pagerduty: { ...link, want } }
}

/** The link once PagerDuty has been told, and has answered with what it holds now; it may have said newer things since. */
export function told(
  link: PagerDutyLink,
  event: Extract<IncidentEvent, { type: 'pagerduty-told' }>,
): PagerDutyLink {
  const { want, refused: _, ...rest } = link
  const level = event.level ?? link.seen.level
  const { status, since } = event.held ?? { status: link.seen.status, since: link.seen.at }
  const { at } = link.seen
  const newest = since >= at ? { status, at: since } : { status: link.seen.status, at }
  const seen = withoutLevelOnceOver({ ...newest, ...(level !== undefined && { level }) })
  const refused = event.held === undefined && { refused: true as const }
  const raised = event.level !== undefined && { raisedAt: event.at }
  return { ...rest, seen, ...refused, ...raised, ...(want && want.at !== event.want && { want }) }
}
