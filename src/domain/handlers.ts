import { clocks } from './clocks.ts'
import { inWords } from './duration.ts'
import type { EventType, IncidentEvent } from './events.ts'
import { belay, type Incident, isSame, label } from './incident.ts'
import { applies, enterLevel, levelsOf, levelTold, nextLevel, pageAnew, quiet } from './ladder.ts'
import { linked, told, wanting, withoutClosedPage } from './pagerduty-link.ts'
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
      acknowledgedAt: event.at,
      lead: event.by,
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

  escalate(incident, event, now) {
    if (event.by.via === 'pagerduty') return adoptLevel(incident, event, now)
    const level = event.level ?? nextLevel(incident)
    const asked = incident.policy.ladder[level - 1]
    if (!asked) return { refused: `${label(incident)} has levels 1 to ${incident.policy.ladder.length}.` }
    if (!applies(asked, incident.severity)) {
      return {
        refused: `Level ${level} is for ${asked.only?.join(', ')} only, and ${label(incident)} is a ${incident.severity}: change its severity first.`,
      }
    }
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
      { ...incident, severity: event.to, severityAt: event.at },
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
    const again = pageAnew(incident, event.at, now)
    const closed = incident.pagerduty?.seen.status === 'resolved'
    const wish = closed ? { status: 'triggered' as const } : { level: again.level }
    return changed(wanting(again, event, wish), { kind: 'reopened' }, levelTold(again))
  },

  alert(incident, event, now) {
    if (incident.state !== 'resolved') return changed(incident, { kind: 'alert', title: event.title })
    if (incident.mergedInto || event.at - incident.resolvedAt! > flappingMs) {
      return {
        refused: `${label(incident)} was resolved ${inWords(event.at - incident.resolvedAt!)} ago; this is another incident.`,
      }
    }
    const paged = event.page ? linked(incident, event.page, event.at) : withoutClosedPage(incident)
    const again = pageAnew(paged, event.at, now)
    return changed(again, { kind: 'reopened', flapping: true }, levelTold(again))
  },

  note: (incident, event) => changed(incident, { kind: 'note', text: event.text }),
  update: (incident, event) => changed(incident, { kind: 'update', text: event.text }),

  lead(incident, event) {
    if (isSame(incident.lead, event.lead)) return 'ignored'
    return changed({ ...incident, lead: event.lead }, { kind: 'lead', lead: event.lead })
  },

  snooze(incident, event) {
    if (incident.remindersOff) return { refused: `The reminders of ${label(incident)} are stopped already.` }
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
    const paged = linked(incident, event, event.at)
    const status = incident.state === 'resolved' ? 'resolved' : 'acknowledged'
    const by = incident.lead?.via === 'slack' ? incident.lead : belay
    // Whoever was quicker than the page: PagerDuty is told, or it would go on climbing.
    const known = incident.state === 'triggered' ? paged : wanting(paged, { at: event.at, by }, { status })
    return changed(known, { kind: 'paging', url: event.url })
  },

  'pagerduty-told'(incident, event) {
    if (!incident.pagerduty) return 'ignored'
    return changed({ ...incident, pagerduty: told(incident.pagerduty, event) })
  },

  trouble: (incident, event) => changed(incident, { kind: 'trouble', text: event.text }),
}

/** PagerDuty has climbed. What it does by itself takes nothing from whoever has the incident; a person there may. */
function adoptLevel(
  incident: Incident,
  event: Extract<IncidentEvent, { type: 'escalate' }>,
  now: number,
): Step {
  const theirs = event.level ?? incident.level + 1
  const level = levelsOf(incident).findLast(reached => reached <= theirs)
  const isTriggered = incident.state === 'triggered'
  if (level === undefined || (isTriggered ? level <= incident.level : event.by.id === undefined))
    return 'ignored'
  const entered = enterLevel(isTriggered ? incident : pageAnew(incident, event.at, now), level, now)
  return changed(entered, levelTold(entered))
}
