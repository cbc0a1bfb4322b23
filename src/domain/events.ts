import type { Actor } from './actor.ts'
import type { IncidentRef, Signal, State, Waiting } from './incident.ts'
import type { PageNews } from './page.ts'
import type { PageStatus } from './pagerduty-state.ts'
import type { RunHappening } from './run/events.ts'
import type { RunRef } from './run/run.ts'
import type { Severity } from './severity.ts'

export const timers = ['escalate', 'remind', 'warn', 'give-back', 'postmortem', 'milestone'] as const
export type Timer = (typeof timers)[number]

/**
 * What can happen to an incident. `at` is when it happened, by the clock of whoever did it; `pageId`: it happened to that
 * page of PagerDuty's, and means something only while that stands for the incident.
 */
export type IncidentEvent = { at: number; by: Actor; pageId?: string } & (
  | { type: 'acknowledge' }
  | { type: 'unacknowledge' }
  /** `from`: the level that was seen, nobody having the incident. */
  | { type: 'escalate'; level?: number; from?: number }
  | { type: 'severity'; to: Severity }
  | { type: 'mitigate' }
  | { type: 'resolve'; text?: string }
  /** `from`: the state that was seen. */
  | { type: 'reopen'; from?: 'mitigated' | 'resolved' }
  | { type: 'alert'; title: string; page?: { id: string; url: string } }
  /** A monitor says that it fires, or that it is over. */
  | { type: 'firing'; title: string; severity: Severity; signal: Signal }
  | { type: 'cleared'; signal: Signal }
  | { type: 'note'; text: string }
  | { type: 'update'; text: string }
  | { type: 'lead'; lead: Actor }
  /** Who in Slack a person of PagerDuty's is. */
  | { type: 'identified'; person: string; slack: string; name: string }
  | { type: 'snooze'; until: number }
  | { type: 'stop-reminders' }
  | { type: 'resume-reminders' }
  | { type: 'merge'; into: IncidentRef }
  | {
      type: 'absorb'
      from: IncidentRef
      title: string
      severity: Severity
      state: State
      /** Runs to be taken back when it is over. */
      untilResolved?: string[] | undefined
      waiting?: Waiting[] | undefined
    }
  /** Somebody says that what is to be done by then is done. */
  | { type: 'milestone'; number: number }
  | { type: 'touch' }
  | { type: 'due'; timer: Timer }
  | { type: 'told'; level: number; people: string[] }
  | { type: 'nobody-reached'; cycle: number; climb: number }
  | { type: 'paging'; id: string; url: string }
  | {
      type: 'pagerduty-told'
      want: number
      /** How its incident stands, and since when by its clock; absent if it would not. */
      held?: { status: PageStatus; since: number }
      level?: number
    }
  | { type: 'news'; news: PageNews }
  | { type: 'trouble'; text: string }
  /** Something happened to a run that belongs to it, which waits for approval from then on, or does not. */
  | { type: 'run'; run: RunRef; happened: RunHappening[]; waiting?: Waiting }
)
export type EventType = IncidentEvent['type']
