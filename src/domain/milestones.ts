import type { Actor } from './actor.ts'
import { endOf } from './business-hours.ts'
import { type Incident, ruleOf } from './incident.ts'
import type { Milestone } from './milestone-settings.ts'

/** How a milestone of an incident stands. */
export interface Standing {
  /** Among all that its policy has, from 1: what it is ticked by. */
  number: number
  milestone: Milestone
  /** Undefined as long as what it counts from has not happened. */
  dueAt?: number
  /** Since when it is passed, and by whom where somebody ticked it. */
  passed?: { at: number; by?: Actor }
}

/** The milestones that an incident's severity has, in the order of its policy. */
export function milestonesOf(incident: Incident): Standing[] {
  if (incident.mergedInto) return []
  return (incident.policy.milestones ?? []).flatMap((milestone, i) => {
    const isElse = milestone.from === 'resolved' && ruleOf(incident).postmortem !== undefined
    const applies = milestone.only?.includes(incident.severity) ?? true
    return applies && !isElse ? [standingOf(incident, milestone, i + 1)] : []
  })
}

function standingOf(incident: Incident, milestone: Milestone, number: number): Standing {
  const begins = milestone.from === 'resolved' ? incident.resolvedAt : respondingSince(incident)
  const tick = incident.response?.ticks.find(one => one.number === number)
  const passed = tick ? { at: tick.at, by: tick.by } : passedBy(incident, milestone)
  return {
    number,
    milestone,
    ...(begins !== undefined && { dueAt: dueFrom(begins, milestone, incident) }),
    ...(passed && { passed }),
  }
}

const dueFrom = (begins: number, { within }: Milestone, { policy }: Incident): number =>
  endOf(typeof within === 'number' ? { ms: within } : within, begins, policy.businessHours)

/** When it began, or last began anew. */
const respondingSince = ({ response, openedAt }: Incident): number => response?.since ?? openedAt

/** What has happened to the incident that passes it: whatever counts from its beginning ends with it. */
function passedBy(incident: Incident, { from, passed }: Milestone): { at: number } | undefined {
  if (from === 'resolved') return undefined
  const { state, stateAt, acknowledgedAt, mitigatedAt, resolvedAt } = incident
  if (state === 'resolved') return { at: resolvedAt ?? stateAt }
  if (passed === 'mitigated') return state === 'mitigated' ? { at: mitigatedAt ?? stateAt } : undefined
  if (passed !== 'acknowledged') return undefined
  const since = respondingSince(incident)
  if (acknowledgedAt !== undefined && acknowledgedAt >= since) return { at: acknowledgedAt }
  return state === 'triggered' ? undefined : { at: incident.leadAt ?? stateAt }
}

/** Those that were to be done by `now`, are not, and were not told of. */
export const dueMilestones = (incident: Incident, now: number): (Standing & { dueAt: number })[] =>
  open(incident).filter(({ dueAt }) => dueAt <= now)

/** When the next is due that is neither passed nor told. */
export function nextMilestoneAt(incident: Incident): number | undefined {
  const all = open(incident).map(({ dueAt }) => dueAt)
  return all.length > 0 ? Math.min(...all) : undefined
}

function open(incident: Incident): (Standing & { dueAt: number })[] {
  if (!incident.policy.milestones || incident.remindersOff) return []
  const told = incident.response?.told ?? []
  return milestonesOf(incident).filter(
    (one): one is Standing & { dueAt: number } =>
      one.dueAt !== undefined && !one.passed && !told.includes(one.number),
  )
}
