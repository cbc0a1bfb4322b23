import type { Actor } from './actor.ts'
import type { IncidentRef } from './incident.ts'
import type { PageNews } from './page.ts'
import type { RunHappening } from './run/events.ts'
import type { RunRef } from './run/run.ts'
import type { Severity } from './severity.ts'

/** What happened, as data; blocks/ words it. `late`: by how many milliseconds a timer missed its time. */
export type Happening =
  | { kind: 'opened'; severity: Severity; title: string }
  | { kind: 'alert'; title: string }
  | { kind: 'acknowledged' }
  | { kind: 'unacknowledged' }
  | { kind: 'gave-back'; idleMs: number; late?: number }
  | { kind: 'level'; level: number; notify: string[]; repeats: boolean; late?: number }
  | { kind: 'told'; level: number; people: string[] }
  | { kind: 'nobody-reached'; level: number; notify: string[] }
  | { kind: 'severity'; from: Severity; to: Severity }
  | { kind: 'mitigated' }
  | { kind: 'unmitigated' }
  | { kind: 'resolved'; text?: string }
  | { kind: 'reopened'; flapping?: boolean }
  | { kind: 'note'; text: string }
  | { kind: 'update'; text: string }
  /** `from`: who led it before. */
  | { kind: 'lead'; lead: Actor; from?: Actor }
  | { kind: 'snoozed'; until: number }
  | { kind: 'reminders-off' }
  | { kind: 'reminders-on' }
  | { kind: 'reminder'; idleMs: number; late?: number }
  | { kind: 'warning'; givesBackAt: number; late?: number }
  | { kind: 'postmortem-due'; dueAt: number; late?: number }
  | { kind: 'milestone-due'; number: number; title: string; notes: string[]; dueAt: number; late?: number }
  | { kind: 'milestone'; title: string }
  | { kind: 'merged-into'; into: IncidentRef }
  /** `unattended`: nobody had it yet. */
  | { kind: 'merged'; from: IncidentRef; title: string; unattended?: boolean }
  | { kind: 'paging'; url: string }
  | { kind: 'news'; news: PageNews }
  | { kind: 'trouble'; text: string }
  | { kind: 'run'; run: RunRef; what: RunHappening }

export type Entry = Happening & { at: number; by: Actor }
