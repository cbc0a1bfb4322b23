import type { Incident } from '../../src/domain/incident.ts'
import type { System } from '../../src/domain/system.ts'
import type { Entry, Happening } from '../../src/domain/timeline.ts'

export const min = 60_000
export const hour = 60 * min
/** 02:14 UTC, when it began. */
export const began = Date.UTC(2026, 10, 21, 2, 14)

export const ana = { via: 'slack', id: 'U0ANA', name: 'Ana' } as const
export const ben = { via: 'slack', id: 'U0BEN', name: 'Ben' } as const
export const pagerduty = { via: 'pagerduty', name: 'PagerDuty' } as const
const clock = { via: 'belay', name: 'Belay' } as const

/** P1 of LearnBot's api-gateway, triggered at 02:14; level 2 is told after 15 minutes. */
export const triggered = (changes: Partial<Incident> = {}): Incident => ({
  schema: 1,
  id: 'k3jd8w2m5x7q',
  number: 42,
  system: 'learnbot',
  environment: 'production',
  service: 'api-gateway',
  channel: '#learnbot-alerts',
  title: 'p99 latency above 3 s',
  links: [{ label: 'Dashboard', url: 'https://dash.example.com/d/api?from=now-1h&to=now' }],
  severity: 'P1',
  state: 'triggered',
  policy: {
    severities: {
      P1: { acknowledge: { ms: 15 * min }, update: 30 * min, postmortem: { ms: 48 * hour }, page: true },
      P2: { acknowledge: { ms: hour }, page: false },
      P3: { acknowledge: { ms: 4 * hour }, page: false },
    },
    ladder: [
      { notify: ['@learnbot-oncall'] },
      { notify: ['@learnbot-leads'], wait: { ms: 30 * min } },
      { notify: ['cto@learnbot.example.com', 'U0CTO'], wait: { ms: hour }, only: ['P1'] },
    ],
  },
  openedAt: began,
  openedBy: pagerduty,
  stateAt: began,
  cycle: 1,
  level: 1,
  levelAt: began,
  climb: 1,
  lifeAt: began,
  merged: [],
  entries: 2,
  pagerduty: {
    id: 'PGR0VU2',
    url: 'https://learnbot.pagerduty.com/incidents/PGR0VU2',
    seen: { status: 'triggered', at: began },
  },
  ...changes,
})

export const acknowledged = (changes: Partial<Incident> = {}): Incident =>
  triggered({
    state: 'acknowledged',
    lead: ana,
    acknowledgedAt: began + 2 * min,
    leadAt: began + 2 * min,
    stateAt: began + 2 * min,
    lifeAt: began + 2 * min,
    ...changes,
  })

export const mitigated = (changes: Partial<Incident> = {}): Incident =>
  acknowledged({ state: 'mitigated', mitigatedAt: began + 20 * min, stateAt: began + 20 * min, ...changes })

export const resolved = (changes: Partial<Incident> = {}): Incident =>
  acknowledged({ state: 'resolved', resolvedAt: began + 37 * min, stateAt: began + 37 * min, ...changes })

export const entry = (happening: Happening, by: Entry['by'] = clock, minutes = 0): Entry => ({
  ...happening,
  by,
  at: began + minutes * min,
})

/** Every kind of entry, each with `text` wherever somebody outside could have written it. */
export const everything = (text: string, url = 'https://example.com'): Record<Happening['kind'], Entry> => {
  const who = { ...ana, name: text }
  const ref = { id: 'other', number: 41 }
  return {
    opened: entry({ kind: 'opened', severity: 'P1', title: text }, who),
    alert: entry({ kind: 'alert', title: text }, pagerduty),
    acknowledged: entry({ kind: 'acknowledged' }, who),
    unacknowledged: entry({ kind: 'unacknowledged' }, { ...who, via: 'pagerduty' }),
    'gave-back': entry({ kind: 'gave-back', idleMs: hour, late: 7 * min }),
    level: entry({ kind: 'level', level: 2, notify: [text, 'U0CTO'], repeats: true }, who),
    told: entry({ kind: 'told', level: 1, people: [text, 'Ben'] }),
    'nobody-reached': entry({ kind: 'nobody-reached', level: 2, notify: [text] }),
    severity: entry({ kind: 'severity', from: 'P2', to: 'P1' }, who),
    mitigated: entry({ kind: 'mitigated' }, who),
    resolved: entry({ kind: 'resolved', text }, who),
    unmitigated: entry({ kind: 'unmitigated' }, who),
    reopened: entry({ kind: 'reopened' }, who),
    note: entry({ kind: 'note', text }, who),
    update: entry({ kind: 'update', text }, who),
    lead: entry({ kind: 'lead', lead: { ...ben, name: text } }, who),
    snoozed: entry({ kind: 'snoozed', until: began + hour }, who),
    'reminders-off': entry({ kind: 'reminders-off' }, who),
    'reminders-on': entry({ kind: 'reminders-on' }, who),
    reminder: entry({ kind: 'reminder', idleMs: 30 * min, late: 7 * min }),
    warning: entry({ kind: 'warning', givesBackAt: began + hour }),
    'postmortem-due': entry({ kind: 'postmortem-due', dueAt: began + 48 * hour }),
    'milestone-due': entry({
      kind: 'milestone-due',
      number: 1,
      title: text,
      notes: [text, text],
      dueAt: began,
      late: 7 * min,
    }),
    milestone: entry({ kind: 'milestone', title: text }, who),
    'merged-into': entry({ kind: 'merged-into', into: ref }, who),
    merged: entry({ kind: 'merged', from: ref, title: text }, who),
    paging: entry({ kind: 'paging', url }),
    run: entry(
      {
        kind: 'run',
        run: { id: 'run', title: text, shifts: [{ from: text, to: text }] },
        what: { kind: 'failed', why: text },
      },
      who,
    ),
    news: entry({ kind: 'news', news: { kind: 'responder-asked', who: text, text } }, who),
    trouble: entry({ kind: 'trouble', text }),
  }
}

export const system = (name: string, title: string, environments: Record<string, string[]>): System => ({
  system: name,
  title,
  people: { responders: ['@oncall'], operators: [], approvers: [] },
  severities: {
    P1: { acknowledge: { ms: 15 * min }, page: true },
    P4: { acknowledge: { ms: hour }, page: false },
  },
  escalation: [{ notify: ['@oncall'] }],
  environments: Object.fromEntries(
    Object.entries(environments).map(([environment, services]) => [
      environment,
      { channel: '#alerts', services: Object.fromEntries(services.map(service => [service, {}])) },
    ]),
  ),
})
