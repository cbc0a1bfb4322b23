import type { IncidentEvent } from './events.ts'
import { type Incident, label } from './incident.ts'
import { applies, enterLevel, levelsOf, levelTold, nextLevel, pageAnew, withSeverity } from './ladder.ts'
import { wanting } from './pagerduty-link.ts'
import { changed, type Handlers, type Step } from './step.ts'
import type { Happening } from './timeline.ts'

/** Who is told, and how bad it is. */
export const ladderEvents: Handlers<'escalate' | 'severity' | 'told' | 'nobody-reached'> = {
  escalate(incident, event, now) {
    if (event.by.via === 'pagerduty') return adoptLevel(incident, event, now)
    if (event.from !== undefined && incident.state !== 'triggered')
      return { refused: `${incident.lead?.name ?? 'Somebody'} has ${label(incident)} by now.` }
    const called = justCalled(incident, now)
    if (event.from !== undefined && event.from !== incident.level)
      return { refused: called ?? `${label(incident)} is at level ${incident.level} by now.` }
    // Whoever asks may not have seen that somebody has taken it meanwhile.
    if (event.level === undefined && incident.state !== 'triggered') {
      const refused = `${incident.lead?.name ?? 'Somebody'} has ${label(incident)} by now and would lose it: choose whom to tell.`
      return { refused, offer: 'escalate' }
    }
    const level = event.level ?? nextLevel(incident)
    // Two who look at the same card call the same level: once is enough.
    if (called !== undefined && level === incident.level) return { refused: called }
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
    return changed(wanting({ ...entered, calledBy: event.by }, event, { level }), levelTold(entered))
  },

  severity(incident, event) {
    if (!incident.policy.severities[event.to]) {
      const known = Object.keys(incident.policy.severities).sort().join(', ')
      return { refused: `There is no ${event.to} here; severities are ${known}.` }
    }
    if (incident.severity === event.to) return 'ignored'
    return changed(withSeverity(incident, event.to, event), {
      kind: 'severity',
      from: incident.severity,
      to: event.to,
    })
  },

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
}

const justNowMs = 60_000

/** That somebody has called the level that it is at, while that is news. */
function justCalled({ state, calledBy, level, levelAt, number }: Incident, now: number): string | undefined {
  if (state !== 'triggered' || calledBy === undefined || now - levelAt >= justNowMs) return undefined
  return `${calledBy.name} has just called level ${level} of ${label({ number })}.`
}

/**
 * PagerDuty has climbed. What it does by itself takes nothing from whoever has the incident; a person there may. How far
 * is asked for when it does not say.
 */
function adoptLevel(
  incident: Incident,
  event: Extract<IncidentEvent, { type: 'escalate' }>,
  now: number,
): Step {
  const theirs = event.level
  if (theirs === undefined) return 'ignored'
  const level = levelsOf(incident).findLast(reached => reached <= theirs)
  const isTriggered = incident.state === 'triggered'
  if (level === undefined || (isTriggered ? level <= incident.level : event.by.id === undefined))
    return 'ignored'
  const entered = enterLevel(isTriggered ? incident : pageAnew(incident, event.at, now), level, now)
  return changed(entered, levelTold(entered))
}
