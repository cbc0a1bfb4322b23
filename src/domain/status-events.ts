import { type Actor, isSame } from './actor.ts'
import { inWords } from './duration.ts'
import type { IncidentEvent } from './events.ts'
import { type Incident, label } from './incident.ts'
import { levelTold, pageAnew, quiet } from './ladder.ts'
import { wanting } from './pagerduty-link.ts'
import { hasOpenPage, linked, pagedBy, withoutClosedPage } from './pagerduty-page.ts'
import { changed, type Handlers } from './step.ts'
import type { Happening } from './timeline.ts'

/** A resolved incident that alerts again within this time opens anew instead of making another one. */
export const flappingMs = 600_000

/** Somebody has it, it is calmer, it is over, it is back. */
export const statusEvents: Handlers<
  'acknowledge' | 'unacknowledge' | 'mitigate' | 'resolve' | 'reopen' | 'alert'
> = {
  acknowledge(incident, event) {
    if (incident.state === 'acknowledged') {
      if (isSame(incident.lead, event.by)) return 'ignored'
      return {
        refused: `${incident.lead?.name ?? 'Somebody'} has ${label(incident)} already.`,
        offer: 'lead',
      }
    }
    const taken = {
      ...quiet(incident),
      state: 'acknowledged' as const,
      stateAt: event.at,
      acknowledgedAt: incident.acknowledgedAt ?? event.at,
      lead: event.by,
      leadAt: event.at,
    }
    return changed(wanting(taken, event, { status: 'acknowledged' }), { kind: 'acknowledged' })
  },

  unacknowledge(incident, event, now) {
    const again = pageAnew(incident, event.at, now)
    return changed(
      wanting(again, event, { level: again.level }),
      { kind: 'unacknowledged' },
      levelTold(again),
    )
  },

  mitigate(incident, event) {
    const led = incident.lead ? incident : { ...incident, lead: event.by, leadAt: event.at }
    const next = { ...led, state: 'mitigated' as const, stateAt: event.at, mitigatedAt: event.at }
    return changed(
      wanting({ ...next, acknowledgedAt: incident.acknowledgedAt ?? event.at }, event, {
        status: 'acknowledged',
      }),
      { kind: 'mitigated' },
    )
  },

  resolve(incident, event) {
    const next = { ...quiet(incident), state: 'resolved' as const, stateAt: event.at, resolvedAt: event.at }
    return changed(wanting(next, event, { status: 'resolved' }), {
      kind: 'resolved',
      ...(event.text !== undefined && { text: event.text }),
    })
  },

  reopen(incident, event, now) {
    if (incident.mergedInto)
      return { refused: `${label(incident)} was merged into ${label(incident.mergedInto)}: carry on there.` }
    if (event.from !== undefined && event.from !== incident.state)
      return {
        refused: `${label(incident)} is ${incident.state} by now.`,
        ...(incident.state === 'resolved' && { offer: 'reopen' }),
      }
    if (incident.state === 'mitigated' && event.by.via === 'slack') {
      const { mitigatedAt: _, ...rest } = incident
      return changed({ ...rest, state: 'acknowledged', stateAt: event.at }, { kind: 'unmitigated' })
    }
    const again = reopened(incident, event, now)
    return changed(openAgain(again, event), { kind: 'reopened' }, levelTold(again))
  },

  alert(incident, event, now) {
    const { page } = event
    if (incident.state !== 'resolved') {
      const alerted: Happening = { kind: 'alert', title: event.title }
      if (!page || hasOpenPage(incident)) return changed(incident, alerted)
      return changed(pagedBy(incident, page, event.at), alerted, { kind: 'paging', url: page.url })
    }
    if (incident.mergedInto || event.at - incident.resolvedAt! > flappingMs) {
      return {
        refused: `${label(incident)} was resolved ${inWords(event.at - incident.resolvedAt!)} ago; this is another incident.`,
      }
    }
    const paged = page ? linked(incident, page, event.at) : withoutClosedPage(incident)
    const again = reopened(paged, event, now)
    const paging = page ? again : openAgain(again, event)
    return changed(paging, { kind: 'reopened', flapping: true }, levelTold(again))
  },
}

/** With the wish that its page be open again, also where it is being resolved at this moment. */
const openAgain = (incident: Incident, event: IncidentEvent): Incident =>
  wanting(incident, event, { status: 'triggered', level: incident.level })

/** Paging anew; whose doing that is counts where it was over. */
function reopened(incident: Incident, { at, by }: { at: number; by: Actor }, now: number): Incident {
  const again = pageAnew(incident, at, now)
  if (incident.state !== 'resolved') return again
  // What was to be done how soon begins anew, too.
  const response = incident.policy.milestones && { since: at, ticks: [], told: [] }
  return { ...again, reopenedBy: by, ...(response && { response }) }
}
