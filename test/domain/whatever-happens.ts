import fc from 'fast-check'
import { type Actor, belay } from '../../src/domain/actor.ts'
import { type EventType, type IncidentEvent, timers } from '../../src/domain/events.ts'
import type { Incident, Waiting } from '../../src/domain/incident.ts'
import type { Milestone } from '../../src/domain/milestone-settings.ts'
import { type Opening, open } from '../../src/domain/opening.ts'
import { severities } from '../../src/domain/severity.ts'
import { transition } from '../../src/domain/transition.ts'
import {
  alertmanager,
  ana,
  ben,
  cara,
  frozen,
  hour,
  lasting,
  minute,
  nextTimer,
  night,
  opening,
  paged,
  pagerduty,
  policy,
} from './story.ts'

const person = fc.constantFrom<Actor>(ana, ben)
const theirs = fc.constantFrom<Actor>(cara, pagerduty)
const itself = fc.constant(belay)
const monitor = fc.constant(alertmanager)
const signalAt = fc.integer({ min: night - hour, max: night + 60 * hour })
const anybody = fc.oneof(person, theirs)
const level = fc.integer({ min: -1, max: 5 })
const few = fc.integer({ min: 0, max: 4 })
const past = fc.integer({ min: 0, max: 3 * hour })
const waitingOf = (run: string): Waiting => ({
  run,
  title: 'roll back api-gateway, production',
  shifts: [],
  by: ana,
  until: night + hour,
})
const runs = fc.constantFrom('R1', 'R2', 'R3')

/** An event whose times are still relative: `ago` is how long before it is taken it happened. */
type Happens = { by: Actor; ago: number; after: number | 'due'; type: EventType; [field: string]: unknown }

const after = fc.oneof(fc.constant(0), fc.constant('due' as const), fc.integer({ min: 0, max: 30 * hour }))
const happens = <T extends object>(
  type: EventType,
  by: fc.Arbitrary<Actor>,
  fields: fc.Arbitrary<T> = fc.constant({} as T),
) =>
  fc.tuple(by, past, after, fields).map(
    ([by, ago, after, given]): Happens => ({
      by,
      ago: by.via === 'pagerduty' ? ago : 0,
      after,
      type,
      ...given,
    }),
  )

/** Anything that can happen to an incident. */
export const anything = fc.oneof(
  happens('acknowledge', anybody),
  happens('unacknowledge', anybody),
  happens('escalate', anybody, fc.oneof(fc.constant({}), fc.record({ level }))),
  happens('escalate', person, fc.record({ from: fc.constantFrom(1, 2) })),
  happens('escalate', person, fc.record({ level, from: fc.constantFrom(1, 2) })),
  happens('severity', anybody, fc.record({ to: fc.constantFrom(...severities) })),
  happens('mitigate', person),
  happens('resolve', anybody),
  happens('resolve', person, fc.constant({ text: 'more connections' })),
  happens('reopen', anybody),
  happens('reopen', person, fc.record({ from: fc.constantFrom('mitigated', 'resolved') })),
  happens('alert', itself, fc.record({ title: fc.constant('again') })),
  happens(
    'alert',
    theirs,
    fc.record({ title: fc.constant('again'), page: fc.constant({ id: 'PAGE2', url: 'https://x' }) }),
  ),
  happens(
    'firing',
    monitor,
    fc.record({
      title: fc.constant('again'),
      severity: fc.constantFrom(...severities),
      signal: fc.record({ at: signalAt, alerts: fc.subarray(['A', 'B', 'C']) }),
    }),
  ),
  happens(
    'firing',
    monitor,
    fc.record({ severity: fc.constantFrom(...severities), signal: fc.record({ at: signalAt }) }),
  ),
  happens('cleared', monitor, fc.record({ signal: fc.record({ at: signalAt }) })),
  happens('note', anybody, fc.record({ text: fc.constant('seen') })),
  happens('update', person, fc.record({ text: fc.constant('seen') })),
  happens('lead', person, fc.record({ lead: person })),
  happens('identified', itself, fc.constant({ person: 'PCARA', slack: 'UCARA', name: 'Cara' })),
  happens('snooze', person, fc.record({ forMs: fc.integer({ min: -hour, max: 9 * hour }) })),
  happens('stop-reminders', person),
  happens('resume-reminders', person),
  happens(
    'merge',
    anybody,
    fc.record({ into: fc.constantFrom({ id: 'other', number: 7 }, { id: opening.id, number: 42 }) }),
  ),
  happens(
    'absorb',
    anybody,
    fc.record({
      from: fc.constant({ id: 'other', number: 7 }),
      title: fc.constant('same'),
      severity: fc.constantFrom(...severities),
      state: fc.constantFrom('triggered', 'acknowledged', 'mitigated'),
    }),
  ),
  happens(
    'absorb',
    person,
    fc.constant({
      from: { id: 'third', number: 8 },
      title: 'same',
      severity: 'P2',
      state: 'acknowledged',
      untilResolved: ['R4'],
      waiting: [waitingOf('R5')],
    }),
  ),
  happens(
    'run',
    fc.oneof(person, itself),
    fc
      .record({
        id: runs,
        lasts: fc.boolean(),
        waits: fc.boolean(),
        happened: fc.subarray([
          { kind: 'asked' as const },
          { kind: 'succeeded' as const, tookMs: minute, said: [] },
          { kind: 'failed' as const, why: 'it was stopped' },
        ]),
      })
      .map(({ id, lasts, waits, happened }) => ({
        run: { id, title: 'roll back', shifts: [], ...(lasts && { untilResolved: true }) },
        happened,
        ...(waits && { waiting: waitingOf(id) }),
      })),
  ),
  happens('touch', person),
  happens('milestone', person, fc.record({ number: few })),
  happens('told', itself, fc.record({ level: few, people: fc.constant(['Ana']) })),
  happens('nobody-reached', itself, fc.record({ cycle: few, climb: few })),
  happens('paging', itself, fc.constant({ id: 'PAGE3', url: 'https://x' })),
  happens(
    'pagerduty-told',
    itself,
    fc.record(
      {
        held: fc.record({
          status: fc.constantFrom('triggered', 'acknowledged', 'resolved'),
          since: fc.integer({ min: night, max: night + 60 * hour }),
        }),
        level: few,
      },
      { requiredKeys: [] },
    ),
  ),
  happens('news', theirs, fc.constant({ news: { kind: 'status-update', text: 'it is the cache' } })),
  happens('trouble', itself, fc.constant({ text: 'Slack was away' })),
  ...timers.map(timer => happens('due', itself, fc.constant({ timer }))),
)

const oddLadder = [
  { notify: ['@first'], only: ['P1' as const, 'P2' as const] },
  { notify: ['@second'], wait: lasting('2 business hours') },
  { notify: ['@third'], wait: lasting('10m'), only: ['P1' as const, 'P3' as const] },
]
const milestones: Milestone[] = [
  { title: 'Acknowledge', within: 5 * minute, from: 'opened', only: ['P1', 'P2'], passed: 'acknowledged' },
  { title: 'Investigate', within: 15 * minute, from: 'opened' },
  { title: 'Restore', within: hour, from: 'opened', passed: 'mitigated' },
  { title: 'Post-mortem', within: 48 * hour, from: 'resolved' },
]
export const beginnings: fc.Arbitrary<Opening> = fc
  .tuple(
    fc.constantFrom(opening, paged, { ...opening, pagerdutyService: 'PLEARN1' }),
    fc.constantFrom(...severities),
    fc.constantFrom('triggered' as const, 'acknowledged' as const, 'resolved' as const),
    fc.constantFrom(policy.ladder, oddLadder),
    fc.boolean(),
  )
  .map(([given, severity, status, ladder, hasMilestones]) => ({
    ...given,
    severity,
    policy: { ...policy, ladder, ...(hasMilestones && { milestones }) },
    ...(given.page && { page: { ...given.page, status } }),
  }))

export interface Step {
  before: Incident
  event: IncidentEvent
  now: number
  outcome: ReturnType<typeof transition>
}

/** Plays all of it, and asks `look` after every step. Inputs are frozen: a transition that changed one would throw. */
export function play(
  beginning: Opening,
  all: Happens[],
  look: (step: Step) => void,
): { incident: Incident; entries: number } {
  const first = open(beginning, night)
  let incident = frozen(first.incident)
  let entries = first.entries.length
  let now = night
  for (const { after, ago, forMs, ...given } of all) {
    now = after === 'due' ? Math.max(now, nextTimer(incident)?.at ?? now) : now + after
    const extra = {
      ...(forMs !== undefined && { until: now + Number(forMs) }),
      want: incident.pagerduty?.want?.at ?? 0,
    }
    const event = frozen({ ...extra, ...given, at: now - ago } as unknown as IncidentEvent)
    const outcome = transition(incident, event, now)
    look({ before: incident, event, now, outcome })
    if (outcome.ok) {
      incident = frozen(outcome.incident)
      entries += outcome.entries.length
    }
  }
  return { incident, entries }
}

/** Checks something after every step of any sequence of events. */
export function always(look: (step: Step & { after: Incident }) => void) {
  fc.assert(
    fc.property(beginnings, fc.array(anything, { maxLength: 40 }), (beginning, all) => {
      play(beginning, all, step =>
        look({ ...step, after: step.outcome.ok ? step.outcome.incident : step.before }),
      )
    }),
    { numRuns: 400 },
  )
}
