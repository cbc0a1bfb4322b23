import { clocks } from './clocks.ts'
import { inWords } from './duration.ts'
import type { EventType, IncidentEvent } from './events.ts'
import { type Incident, label } from './incident.ts'
import { enterLevel, levelTold, nextLevel, pageAnew, quiet } from './ladder.ts'
import { told, wanting } from './pagerduty-link.ts'
import type { Happening } from './timeline.ts'
import { onTime } from './timers.ts'
import type { Step } from './transition.ts'

type Handler<T extends EventType> = (
  incident: Incident,
  event: Extract<IncidentEvent, { type: T }>,
  now: number,
) => Step

/** A resolved incident that alerts again within this time opens anew instead of making another one. */
export const flappingMs = 600_000

const changed = (incident: Incident, ...happened: Happening[]): Step => ({ incident, happened })

/** What each event does in the states that let it through (see answers.ts). */
export const handlers: { [T in EventType]: Handler<T> } = {
  acknowledge(incident, event) {
    if (incident.state === 'acknowledged') {
      if (incident.lead?.id === event.by.id) return 'ignored'
      return {
        refused: `${incident.lead?.name ?? 'Somebody'} has ${label(incident)} already.`,
        offer: 'lead',
      }
    }
    const taken = {
      ...quiet(incident),
      state: 'acknowledged' as const,
      stateAt: event.at,
      acknowledgedAt: event.at,
      lead: event.by,
    }
    return changed(wanting(taken, event, { status: 'acknowledged' }), { kind: 'acknowledged' })
  },

  unacknowledge(incident, event, now) {
    const again = pageAnew(incident, event.at, now)
    return changed(again, { kind: 'unacknowledged' }, levelTold(again))
  },

  escalate(incident, event, now) {
    const theirs = event.by.via === 'pagerduty'
    const deepest = incident.policy.ladder.length
    const asked = event.level ?? (theirs ? incident.level + 1 : nextLevel(incident))
    const level = theirs ? Math.min(asked, deepest) : asked
    if (level < 1 || level > deepest) return { refused: `${label(incident)} has levels 1 to ${deepest}.` }
    if (theirs && incident.state === 'triggered' && level <= incident.level) return 'ignored'
    const entered = enterLevel(
      incident.state === 'triggered' ? incident : pageAnew(incident, event.at, now),
      level,
      now,
    )
    return changed(wanting(entered, event, { level }), levelTold(entered))
  },

  severity(incident, event) {
    if (!incident.policy.severities[event.to]) {
      const known = Object.keys(incident.policy.severities).sort().join(', ')
      return { refused: `There is no ${event.to} here; severities are ${known}.` }
    }
    if (incident.severity === event.to) return 'ignored'
    return changed(
      { ...incident, severity: event.to },
      { kind: 'severity', from: incident.severity, to: event.to },
    )
  },

  mitigate(incident, event) {
    const lead = incident.lead ?? event.by
    const next = { ...incident, state: 'mitigated' as const, stateAt: event.at, mitigatedAt: event.at, lead }
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
    if (incident.state === 'mitigated' && event.by.via === 'slack') {
      const { mitigatedAt: _, ...rest } = incident
      return changed({ ...rest, state: 'acknowledged', stateAt: event.at }, { kind: 'reopened' })
    }
    const again = pageAnew(
      event.by.via === 'pagerduty' ? incident : withoutClosedPage(incident),
      event.at,
      now,
    )
    return changed(again, { kind: 'reopened' }, levelTold(again))
  },

  alert(incident, event, now) {
    if (incident.state !== 'resolved') return changed(incident, { kind: 'alert', title: event.title })
    if (incident.mergedInto || event.at - incident.resolvedAt! > flappingMs) {
      return {
        refused: `${label(incident)} was resolved ${inWords(event.at - incident.resolvedAt!)} ago; this is another incident.`,
      }
    }
    const again = pageAnew(event.page ? linked(incident, event.page, event.at) : incident, event.at, now)
    return changed(again, { kind: 'reopened', flapping: true }, levelTold(again))
  },

  note: (incident, event) => changed(incident, { kind: 'note', text: event.text }),
  update: (incident, event) => changed(incident, { kind: 'update', text: event.text }),

  lead(incident, event) {
    if (incident.lead?.id === event.lead.id) return 'ignored'
    return changed({ ...incident, lead: event.lead }, { kind: 'lead', lead: event.lead })
  },

  snooze(incident, event) {
    if (clocks(incident).remind === undefined) {
      return { refused: `${incident.severity} has no reminders here: there is nothing to snooze.` }
    }
    if (event.until <= event.at) return { refused: 'Snooze until when? That time is past.' }
    return changed({ ...incident, snoozedUntil: event.until }, { kind: 'snoozed', until: event.until })
  },

  'stop-reminders'(incident) {
    if (clocks(incident).remind === undefined) return 'ignored'
    return changed({ ...incident, remindersOff: true }, { kind: 'reminders-off' })
  },

  merge(incident, event) {
    if (event.into.id === incident.id) return { refused: `${label(incident)} cannot be merged into itself.` }
    const next = {
      ...quiet(incident),
      state: 'resolved' as const,
      stateAt: event.at,
      resolvedAt: event.at,
      mergedInto: event.into,
    }
    return changed(wanting(next, event, { status: 'resolved' }), { kind: 'merged-into', into: event.into })
  },

  absorb(incident, event) {
    if (incident.merged.some(ref => ref.id === event.from.id)) return 'ignored'
    return changed(
      { ...incident, merged: [...incident.merged, event.from] },
      { kind: 'merged', from: event.from, title: event.title },
    )
  },

  touch: incident => changed(incident),
  due: (incident, event, now) => onTime(incident, event.timer, now),

  told(incident, event) {
    return changed(incident, { kind: 'told', level: event.level, people: event.people })
  },

  'nobody-reached'(incident, event, now) {
    if (event.cycle !== incident.cycle || event.climb !== incident.climb) return 'ignored'
    const nobody: Happening = {
      kind: 'nobody-reached',
      level: incident.level,
      notify: incident.policy.ladder[incident.level - 1]?.notify ?? [],
    }
    const level = nextLevel(incident)
    if (level <= incident.level) return changed(incident, nobody)
    const entered = enterLevel(incident, level, now)
    return changed(wanting(entered, event, { level }), nobody, levelTold(entered))
  },

  paging(incident, event) {
    if (incident.pagerduty) return 'ignored'
    return changed(linked(incident, event, event.at), { kind: 'paging', url: event.url })
  },

  'pagerduty-told'(incident, event) {
    if (!incident.pagerduty) return 'ignored'
    return changed({ ...incident, pagerduty: told(incident.pagerduty, event) })
  },

  trouble: (incident, event) => changed(incident, { kind: 'trouble', text: event.text }),
}

/** The incident as it is once a page of PagerDuty's stands for it. */
const linked = (incident: Incident, page: { id: string; url: string }, at: number): Incident => ({
  ...incident,
  pagerduty: { id: page.id, url: page.url, seen: { status: 'triggered', at } },
})

/** PagerDuty cannot reopen what it has resolved: such a page stays behind as a link, and a new one is asked for. */
function withoutClosedPage(incident: Incident): Incident {
  const { pagerduty, ...rest } = incident
  if (!pagerduty) return incident
  return { ...rest, links: [...incident.links, { label: 'PagerDuty (before)', url: pagerduty.url }] }
}
