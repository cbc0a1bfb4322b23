import type { Actor } from './actor.ts'
import type { Timer } from './events.ts'
import type { PageEvent, PageNews } from './page.ts'
import type { RunTimer } from './run/events.ts'

/** Which level of which incident is told: never the same twice. */
export interface Rung {
  incident: string
  cycle: number
  climb: number
  level: number
}

/** What is asked of a service's log: the last `sinceMs` of it, and what an event has to match. */
export interface LogQuestion {
  environment: string
  service: string
  sinceMs: number
  words: string[]
  errors?: boolean
  slowMs?: number
}

/** Where a followed log is shown, since and until when; `stoppedBy`: who has had enough of it before. */
interface Following extends LogQuestion {
  channel: string
  thread?: string
  /** When it began, in real milliseconds: `sinceMs` is counted back from then. */
  from?: number
  until: number
  stoppedBy?: string
  /** By itself, since this was done: "deploy of backend". */
  after?: string
}

/** What was told of a page is to be taken in; `intent` is the id of what told it. */
interface ToldOfPage {
  intent: string
  event: PageEvent
}

/** Everything that Belay can owe. */
export type Job =
  | { kind: 'timer'; incident: string; timer: Timer }
  | ({ kind: 'notify' } & Rung)
  | ({ kind: 'mention' } & Rung)
  | ({ kind: 'page'; person: string } & Rung)
  | { kind: 'show'; incident: string }
  | { kind: 'cards'; channel: string }
  | { kind: 'storm'; channel: string }
  | { kind: 'digest'; person: string; level: number; number: number }
  /** Somebody has been told of it by the digest with this number. */
  | { kind: 'told'; incident: string; person: string; level: number; number: number }
  | { kind: 'pagerduty'; incident: string }
  | { kind: 'pagerduty-create'; incident: string; cycle: number }
  /** PagerDuty is to merge a page about the incident into the incident's own. */
  | { kind: 'pagerduty-merge'; incident: string; page: string; url: string }
  | { kind: 'pagerduty-note'; incident: string; entry: number }
  | { kind: 'pagerduty-read'; page: string }
  | ({ kind: 'pagerduty-event' } & ToldOfPage)
  /** The same of a P1: it does not wait behind the others. */
  | ({ kind: 'pagerduty-urgent' } & ToldOfPage)
  /** What somebody wrote there of a page that is not known yet; `intent` is the id of what told it. */
  | {
      kind: 'early-note'
      page: string
      intent: string
      at: number
      by: Actor
      note?: string | undefined
      news?: PageNews | undefined
    }
  /** Who in Slack this person of PagerDuty's is. */
  | { kind: 'identify'; incident: string; person: string }
  | { kind: 'tidy'; incident: string; intent: string }
  /** To be told in a channel, once in that hour; `but` is the channel where it arose. */
  | { kind: 'trouble'; about: string; hour: number; text: string; but?: string }
  | { kind: 'reconcile' }
  /** The head of the audit is to be told outside of Redis. */
  | { kind: 'anchor' }
  | { kind: 'history' }
  | { kind: 'run'; run: string }
  | { kind: 'run-timer'; run: string; timer: RunTimer }
  /** What was wanted only while its incident was open. */
  | { kind: 'take-back'; run: string }
  /** What was prepared for a change that is not made. */
  | { kind: 'clear-away'; run: string }
  | { kind: 'show-run'; run: string }
  /** What its service printed is to be read. */
  | { kind: 'run-log'; run: string }
  | { kind: 'lock-nag'; resource: string }
  /** To look what is due of what comes back by itself; `digest` is of what the file says of it to whoever asks. */
  | { kind: 'schedule'; schedule: string; digest?: string }
  | { kind: 'show-schedule'; schedule: string }
  | { kind: 'show-checklist'; checklist: string }
  /** One message with what a service's log says, kept fresh until then. */
  | ({ kind: 'follow'; follow: string } & Following)
export type JobKind = Job['kind']

const naming = [
  'incident',
  'page',
  'run',
  'resource',
  'schedule',
  'checklist',
  'follow',
  'channel',
  'cycle',
  'climb',
  'level',
  'timer',
  'person',
  'entry',
  'intent',
  'number',
  'about',
  'hour',
] as const

/** Says what is owed, so that owing it twice is owing it once: the later order stands, whatever else it carries. */
export function jobId(job: Job): string {
  const named = job as Partial<Record<(typeof naming)[number], string | number>>
  let id: string = job.kind
  for (const name of naming) {
    const value = named[name]
    if (value !== undefined) id += `:${value}`
  }
  return id
}

/** A job with its time: `earlier` keeps the sooner of two times, `replace` the later order. */
export interface Order {
  job: Job
  due: number
  when: 'earlier' | 'replace'
}

export interface Owed {
  orders: Order[]
  cancelled: Job[]
}
