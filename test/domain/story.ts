import { type Actor, belay } from '../../src/domain/actor.ts'
import { clocks } from '../../src/domain/clocks.ts'
import { parseDuration } from '../../src/domain/duration.ts'
import type { IncidentEvent, Timer } from '../../src/domain/events.ts'
import type { Incident, Policy } from '../../src/domain/incident.ts'
import { type Job, jobId, type Owed } from '../../src/domain/jobs.ts'
import { type Opening, open } from '../../src/domain/opening.ts'
import { owed } from '../../src/domain/owed.ts'
import type { Entry } from '../../src/domain/timeline.ts'
import { type Outcome, transition } from '../../src/domain/transition.ts'

export const minute = 60_000
export const hour = 60 * minute
/** A Wednesday, 02:14 in UTC. */
export const night = Date.UTC(2026, 10, 18, 2, 14)

export const ana: Actor = { via: 'slack', id: 'UANA', name: 'Ana' }
export const ben: Actor = { via: 'slack', id: 'UBEN', name: 'Ben' }
export const cara: Actor = { via: 'pagerduty', id: 'PCARA', name: 'Cara' }
export const pagerduty: Actor = { via: 'pagerduty', name: 'PagerDuty' }
export const alertmanager: Actor = { via: 'alertmanager', name: 'Alertmanager' }

export const lasting = (text: string) => parseDuration(text)!

export const policy: Policy = {
  severities: {
    P1: { acknowledge: lasting('15m'), update: 30 * minute, postmortem: lasting('48h'), page: true },
    P2: { acknowledge: lasting('1h'), page: true },
    P3: { acknowledge: lasting('4h'), page: false },
    P4: { acknowledge: lasting('next business day'), page: false },
  },
  ladder: [
    { notify: ['@oncall'] },
    { notify: ['@leads'], wait: lasting('30m') },
    { notify: ['cto@example.com'], wait: lasting('1h'), only: ['P1'] },
  ],
  businessHours: {
    timezone: 'UTC',
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    from: '09:00',
    to: '17:00',
    holidays: [],
  },
}

export const opening: Opening = {
  id: 'k3jd8',
  number: 42,
  system: 'learnbot',
  environment: 'production',
  service: 'api-gateway',
  channel: 'C1',
  title: 'p99 latency above 3 s',
  links: [],
  severity: 'P1',
  policy,
  at: night,
  by: ana,
}

/** The page that PagerDuty opened an incident with. */
export const page = { id: 'PAGE1', url: 'https://example.pagerduty.com/incidents/PAGE1' } as const
export const paged: Opening = {
  ...opening,
  by: pagerduty,
  pagerdutyService: 'PLEARN1',
  page: { ...page, status: 'triggered' },
}

type Told<T = IncidentEvent> = T extends IncidentEvent ? Omit<T, 'at' | 'by'> : never

/** One incident, told as it goes: who does what, how time passes, and what follows. */
export interface Story {
  readonly incident: Incident
  readonly now: number
  /** Minutes since it began. */
  readonly minutes: number
  readonly timeline: Entry[]
  /** Lets somebody do something now, or by their own clock at `at`. */
  tries(by: Actor, event: Told, at?: number): Outcome
  /** The same, and fails the test if it is refused. */
  does(by: Actor, event: Told, at?: number): void
  /** Lets time pass, and every timer fire at its time. */
  passes(ms: number): void
  /** Lets time pass while nobody looks at the timers: they are late then. */
  sleeps(ms: number): void
  /** Fires one timer now, as a worker does that holds an order for it. */
  fire(timer: Timer): void
  /** What the timeline grew by since this was asked last, by kind. */
  news(): string[]
  /** Minutes since the beginning at which a timer is due. */
  due(timer: Timer): number | undefined
  /** The ids of the jobs that the last change ordered, and of those it called off. */
  readonly ordered: string[]
  readonly cancelled: string[]
}

export function begin(given: Opening = opening): Story {
  let now = given.at
  const first = open(given, now)
  let incident = frozen(first.incident)
  let last: Owed = owed(undefined, incident, first.entries, now)
  const timeline = [...first.entries]
  let read = 0

  const take = (event: IncidentEvent): Outcome => {
    const outcome = transition(incident, frozen(event), now)
    if (outcome.ok) {
      last = owed(incident, outcome.incident, outcome.entries, now)
      incident = frozen(outcome.incident)
      timeline.push(...outcome.entries)
    }
    return outcome
  }
  const ids = (jobs: Job[]) => jobs.map(jobId)
  const story: Story = {
    get incident() {
      return incident
    },
    get now() {
      return now
    },
    get minutes() {
      return (now - given.at) / minute
    },
    get ordered() {
      return ids(last.orders.map(({ job }) => job))
    },
    get cancelled() {
      return ids(last.cancelled)
    },
    timeline,
    tries: (by, event, at = now) => take({ ...event, at, by } as IncidentEvent),
    does(by, event, at) {
      const outcome = story.tries(by, event, at)
      if (!outcome.ok) throw new Error(outcome.reason)
    },
    passes(ms) {
      const until = now + ms
      for (let fired = 0; ; fired++) {
        const next = nextTimer(incident)
        if (!next || next.at > until) break
        if (fired > 10_000) throw new Error(`${next.timer} never ends`)
        now = Math.max(now, next.at)
        story.fire(next.timer)
      }
      now = until
    },
    sleeps(ms) {
      now += ms
    },
    fire(timer) {
      take({ type: 'due', timer, at: now, by: belay })
    },
    news() {
      const news = timeline.slice(read).map(({ kind }) => kind)
      read = timeline.length
      return news
    },
    due(timer) {
      const at = clocks(incident)[timer]
      return at === undefined ? undefined : (at - given.at) / minute
    },
  }
  return story
}

/** The timer that is due first. */
export function nextTimer(incident: Incident): { timer: Timer; at: number } | undefined {
  const all = Object.entries(clocks(incident)) as [Timer, number][]
  const [first] = all.sort(([, a], [, b]) => a - b)
  return first && { timer: first[0], at: first[1] }
}

/** The same, and nobody can change it unnoticed. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}
