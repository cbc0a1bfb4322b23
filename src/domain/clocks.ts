import { endOf } from './business-hours.ts'
import type { Timer } from './events.ts'
import { type Incident, ruleOf } from './incident.ts'
import { firstLevel, nextLevel } from './ladder.ts'
import { nextMilestoneAt } from './milestones.ts'

/**
 * When each of an incident's timers is due, in milliseconds since the epoch. Derived from the state and never
 * stored, so that a change of severity or a sign of life moves the deadlines by itself.
 */
export function clocks(incident: Incident): Partial<Record<Timer, number>> {
  const milestone = nextMilestoneAt(incident)
  return { ...inState(incident), ...(milestone !== undefined && { milestone }) }
}

function inState(incident: Incident): Partial<Record<Timer, number>> {
  switch (incident.state) {
    case 'triggered':
      return { escalate: escalatesAt(incident) }
    case 'acknowledged':
      return attention(incident)
    case 'mitigated': {
      const { remind } = attention(incident)
      return remind === undefined ? {} : { remind }
    }
    case 'resolved':
      return postmortem(incident)
  }
}

function escalatesAt(incident: Incident): number {
  const rule = ruleOf(incident)
  const wait =
    incident.level <= firstLevel(incident)
      ? rule.acknowledge
      : (incident.policy.ladder[incident.level - 1]?.wait ?? rule.acknowledge)
  const next = incident.policy.ladder[nextLevel(incident) - 1]
  return Math.max(
    endOf(wait, incident.levelAt, incident.policy.businessHours),
    incident.stateAt + (next?.after ?? 0),
  )
}

/**
 * A reminder every update interval; a warning, and then back to triggered, after two intervals without a sign of
 * life. Nothing goes back that was not warned of first, however late the warning was.
 */
function attention(incident: Incident): Partial<Record<'remind' | 'warn' | 'give-back', number>> {
  const { update } = ruleOf(incident)
  if (update === undefined || incident.remindersOff) return {}
  const since = Math.max(incident.lifeAt, (incident.snoozedUntil ?? 0) - update)
  const grace = Math.ceil(update / 4)
  return {
    remind: (incident.remindedAt ?? since) + update,
    ...(incident.warnedAt === undefined
      ? { warn: since + 2 * update - grace }
      : { 'give-back': incident.warnedAt + grace }),
  }
}

function postmortem(incident: Incident): Partial<Record<'postmortem', number>> {
  const due = postmortemDue(incident)
  if (due === undefined || incident.postmortemToldAt !== undefined) return {}
  return { postmortem: Math.floor((incident.resolvedAt! + due) / 2) }
}

/** When a resolved incident's post-mortem is to be written by; its reminder comes at half that time. */
export function postmortemDue(incident: Incident): number | undefined {
  const rule = ruleOf(incident)
  if (incident.resolvedAt === undefined || incident.mergedInto || !rule.postmortem) return undefined
  return endOf(rule.postmortem, incident.resolvedAt, incident.policy.businessHours)
}
