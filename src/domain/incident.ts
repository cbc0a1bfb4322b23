import type { Actor } from './actor.ts'
import type { BusinessHours } from './business-hours.ts'
import type { Milestone } from './milestone-settings.ts'
import type { PagerDutyLink } from './pagerduty-state.ts'
import type { Shift } from './run/plan.ts'
import type { Severity } from './severity.ts'
import type { Level, SeverityRule } from './system.ts'

export const states = ['triggered', 'acknowledged', 'mitigated', 'resolved'] as const
export type State = (typeof states)[number]

/** Another incident, by the id that keys carry and the number that people read. */
export interface IncidentRef {
  id: string
  number: number
}

/** The rules an incident was opened under. Kept with it, so that an edited system file changes only later ones. */
export interface Policy {
  severities: Partial<Record<Severity, SeverityRule>>
  ladder: Level[]
  businessHours?: BusinessHours | undefined
  milestones?: Milestone[]
}

/** What a monitor tells of something that it watches, each time anew. */
export interface Signal {
  /** When it came to be so, by the monitor's clock. */
  at: number
  /** Each alert that is meant and since when it fires, as one text; a monitor that watches one thing has none. */
  alerts?: string[]
}

/** What a monitor has told of an incident so far, and how severe it was at worst. */
export interface Monitored extends Signal {
  severity: Severity
}

/** What was changed where an incident began, shortly before that, as people call it. */
export interface ChangedBefore {
  run: string
  label: string
  shifts: Shift[]
  by: Actor
  /** When its first call was made. */
  at: number
  /** What was deployed, and where, if it was a deploy. */
  deployed?: { environment: string; service: string }
}

/** A change for an incident that waits for somebody's yes. */
export interface Waiting {
  run: string
  /** "roll back api-gateway, production" */
  title: string
  shifts: Shift[]
  by: Actor
  /** Until when it can be approved. */
  until: number
}

/** How PagerDuty's incident stands where it is as ours. */
export const pageStatusIn = ({ state }: Pick<Incident, 'state'>): PagerDutyLink['seen']['status'] =>
  state === 'mitigated' ? 'acknowledged' : state

export interface Incident {
  schema: 1
  id: string
  number: number
  system: string
  environment: string
  service?: string
  channel: string
  title: string
  links: { label: string; url: string }[]
  severity: Severity
  /** When the severity was last changed: a deadline that the change moved is not late before that. */
  severityAt?: number
  /** Who last made it more severe, and who last opened it again after it was over. */
  raisedBy?: Actor
  reopenedBy?: Actor
  state: State
  policy: Policy
  openedAt: number
  openedBy: Actor
  /** When the state last changed, by the clock of whoever changed it: older news is not news. */
  stateAt: number
  /** Grows each time the incident begins to page anew. */
  cycle: number
  /** The rung of `policy.ladder` that was told last, from 1; 0 before any. */
  level: number
  levelAt: number
  /** Who called that level, where somebody did. */
  calledBy?: Actor
  /** Grows with every level entered within a cycle, also when the last one repeats. */
  climb: number
  /** Last sign that somebody is working on it. */
  lifeAt: number
  remindedAt?: number
  warnedAt?: number
  snoozedUntil?: number
  remindersOff?: boolean
  postmortemToldAt?: number
  lead?: Actor
  leadAt?: number
  /** For the first time, also when it paged anew since. */
  acknowledgedAt?: number
  mitigatedAt?: number
  resolvedAt?: number
  mergedInto?: IncidentRef
  merged: IncidentRef[]
  /** The PagerDuty service that pages for it, where there is one. */
  pagerdutyService?: string
  pagerduty?: PagerDutyLink
  /** The oldest first. */
  waiting?: Waiting[]
  /** Runs that are taken back when it is resolved. */
  untilResolved?: string[]
  monitored?: Monitored
  /** What may have brought it about. */
  changedBefore?: ChangedBefore
  /** Of its milestones: since when they count, where that is not its beginning; what was ticked, and what was told. */
  response?: { since?: number; ticks: { number: number; by: Actor; at: number }[]; told: number[] }
  /** How many timeline entries it has. */
  entries: number
}

/** Whether a text is the random id of an incident, known or not: keys, buttons and posts carry it. */
export const isIncidentId = (text: string): boolean => /^[0-9a-f]{16}$/.test(text)

export const isOpen = (incident: Incident): boolean => incident.state !== 'resolved'

/** "INC-42": what people call it. Never a key. */
export const label = (incident: { number: number }): string => `INC-${incident.number}`

/** The rule of the incident's severity. */
export function ruleOf(incident: Incident): SeverityRule {
  const rule = incident.policy.severities[incident.severity]
  if (!rule) throw new Error(`${incident.id} has severity ${incident.severity}, which its policy lacks`)
  return rule
}
