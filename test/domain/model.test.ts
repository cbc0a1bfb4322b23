import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Actor, belay } from '../../src/domain/actor.ts'
import { endOf } from '../../src/domain/business-hours.ts'
import { clocks } from '../../src/domain/clocks.ts'
import { type EventType, type IncidentEvent, timers } from '../../src/domain/events.ts'
import type { Incident, State } from '../../src/domain/incident.ts'
import { jobId } from '../../src/domain/jobs.ts'
import { applies, firstLevel } from '../../src/domain/ladder.ts'
import type { Milestone } from '../../src/domain/milestone-settings.ts'
import { milestonesOf } from '../../src/domain/milestones.ts'
import { type Opening, open } from '../../src/domain/opening.ts'
import { owed } from '../../src/domain/owed.ts'
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

/** Which events may lead from one state to another. */
const legal: Partial<Record<`${State} ${State}`, EventType[]>> = {
  'triggered acknowledged': ['acknowledge'],
  'triggered mitigated': ['mitigate'],
  'triggered resolved': ['resolve', 'merge', 'cleared'],
  'acknowledged triggered': ['unacknowledge', 'escalate', 'due'],
  'acknowledged mitigated': ['mitigate'],
  'acknowledged resolved': ['resolve', 'merge', 'cleared'],
  'mitigated acknowledged': ['reopen'],
  'mitigated triggered': ['unacknowledge', 'escalate', 'reopen'],
  'mitigated resolved': ['resolve', 'merge', 'cleared'],
  'resolved triggered': ['reopen', 'alert', 'firing'],
}

const person = fc.constantFrom<Actor>(ana, ben)
const theirs = fc.constantFrom<Actor>(cara, pagerduty)
const itself = fc.constant(belay)
const monitor = fc.constant(alertmanager)
const signalAt = fc.integer({ min: night - hour, max: night + 60 * hour })
const anybody = fc.oneof(person, theirs)
const level = fc.integer({ min: -1, max: 5 })
const few = fc.integer({ min: 0, max: 4 })
const past = fc.integer({ min: 0, max: 3 * hour })

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

const anything = fc.oneof(
  happens('acknowledge', anybody),
  happens('unacknowledge', anybody),
  happens('escalate', anybody, fc.oneof(fc.constant({}), fc.record({ level }))),
  happens('severity', anybody, fc.record({ to: fc.constantFrom(...severities) })),
  happens('mitigate', person),
  happens('resolve', anybody),
  happens('reopen', anybody),
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
  happens('touch', person),
  happens('milestone', person, fc.record({ number: few })),
  happens('told', itself, fc.record({ level: few, people: fc.constant(['Ana']) })),
  happens('nobody-reached', itself, fc.record({ cycle: few, climb: few })),
  happens('paging', itself, fc.constant({ id: 'PAGE3', url: 'https://x' })),
  happens(
    'pagerduty-told',
    itself,
    fc.record({ status: fc.constantFrom('triggered', 'acknowledged', 'resolved') }),
  ),
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
const beginnings: fc.Arbitrary<Opening> = fc
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

interface Step {
  before: Incident
  event: IncidentEvent
  now: number
  outcome: ReturnType<typeof transition>
}

/** Plays all of it, and asks `look` after every step. Inputs are frozen: a transition that changed one would throw. */
function play(
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
function always(look: (step: Step & { after: Incident }) => void) {
  fc.assert(
    fc.property(beginnings, fc.array(anything, { maxLength: 40 }), (beginning, all) => {
      play(beginning, all, step =>
        look({ ...step, after: step.outcome.ok ? step.outcome.incident : step.before }),
      )
    }),
    { numRuns: 400 },
  )
}

const climbed = (before: Incident, after: Incident) =>
  after.cycle !== before.cycle || after.climb !== before.climb

describe('whatever happens, in whatever order, however late', () => {
  it('every step from state to state is a legal one', () => {
    always(({ before, after, event }) => {
      if (before.state === after.state) return
      expect(legal[`${before.state} ${after.state}`]).toContain(event.type)
    })
  })

  it('a refusal says why, and PagerDuty gets none', () => {
    always(({ outcome, event }) => {
      if (outcome.ok) return
      expect(outcome.reason).toMatch(/^[A-Z].*[.?]$/)
      expect(event.by.via).not.toBe('pagerduty')
    })
  })

  it('an incident that somebody has climbs nowhere, and one that nobody has will', () => {
    always(({ before, after }) => {
      const { escalate } = clocks(after)
      expect(escalate !== undefined).toBe(after.state === 'triggered')
      if (after.state !== 'triggered') expect(climbed(before, after)).toBe(false)
    })
  })

  it('no level is told twice: each has a cycle and a climb of its own', () => {
    fc.assert(
      fc.property(beginnings, fc.array(anything, { maxLength: 40 }), (beginning, all) => {
        const told: string[] = []
        const first = open(beginning, night)
        const note = (before: Incident | undefined, after: Incident) => {
          const orders = owed(before, after, [], night).orders.map(({ job }) => job)
          told.push(...orders.filter(({ kind }) => kind === 'notify').map(jobId))
        }
        note(undefined, first.incident)
        play(beginning, all, ({ before, outcome }) => {
          if (!outcome.ok) return
          const levels = outcome.entries.filter(({ kind }) => kind === 'level').length
          const count = told.length
          note(before, outcome.incident)
          expect(told.length - count).toBe(levels)
        })
        expect(new Set(told).size).toBe(told.length)
      }),
      { numRuns: 400 },
    )
  })

  it('of a milestone is told once while it counts, never when it is passed, and never before it is due', () => {
    always(({ before, after, outcome, now }) => {
      if (!outcome.ok) return
      const told = outcome.entries.flatMap(entry => (entry.kind === 'milestone-due' ? entry.number : []))
      const earlier = before.response?.told ?? []
      for (const number of told) {
        const one = milestonesOf(before).find(one => one.number === number)
        expect(one?.passed).toBeUndefined()
        expect(one?.dueAt).toBeLessThanOrEqual(now)
        expect(earlier).not.toContain(number)
      }
      expect(new Set(after.response?.told).size).toBe(after.response?.told.length ?? 0)
    })
  })

  it('a milestone that is due and not passed is owed, unless reminders are stopped', () => {
    always(({ after, now }) => {
      const left = milestonesOf(after).filter(
        ({ number, dueAt, passed }) =>
          dueAt !== undefined && dueAt <= now && !passed && !after.response?.told.includes(number),
      )
      const { milestone } = clocks(after)
      if (left.length > 0 && !after.remindersOff) expect(milestone).toBeLessThanOrEqual(now)
    })
  })

  it('a level is entered only by a severity that it is for', () => {
    always(({ before, after }) => {
      if (climbed(before, after))
        expect(applies(after.policy.ladder[after.level - 1]!, after.severity)).toBe(true)
    })
  })

  it('a timer that is due makes progress: it is not due again at the same instant', () => {
    always(({ after, now }) => {
      const next = nextTimer(after)
      if (!next) return
      expect(next.at).toSatisfy(Number.isSafeInteger)
      const at = Math.max(now, next.at)
      const fired = transition(frozen(after), { type: 'due', timer: next.timer, at, by: belay }, at)
      if (!fired.ok) throw new Error(fired.reason)
      expect(fired.entries).not.toEqual([])
      expect(clocks(fired.incident)[next.timer] ?? Number.POSITIVE_INFINITY).toBeGreaterThan(at)
    })
  })

  it('a timer that is not due does nothing', () => {
    always(({ after, now }) => {
      for (const timer of timers) {
        if ((clocks(after)[timer] ?? Number.POSITIVE_INFINITY) <= now) continue
        const fired = transition(frozen(after), { type: 'due', timer, at: now, by: belay }, now)
        expect(fired).toEqual({ ok: true, incident: after, entries: [] })
      }
    })
  })

  it('it counts the entries of its timeline', () => {
    fc.assert(
      fc.property(beginnings, fc.array(anything, { maxLength: 40 }), (beginning, all) => {
        const { incident, entries } = play(beginning, all, () => {})
        expect(incident.entries).toBe(entries)
      }),
    )
  })

  it('a change of severity moves the deadline', () => {
    always(({ before, after }) => {
      if (before.severity === after.severity || after.state !== 'triggered') return
      if (after.level > firstLevel(after)) return
      const { acknowledge } = after.policy.severities[after.severity]!
      expect(clocks(after).escalate).toBe(endOf(acknowledge, after.levelAt, after.policy.businessHours))
    })
  })

  it('it is given back only after a warning, and the time that the warning gave', () => {
    always(({ before, after, event, now }) => {
      if (event.type !== 'due' || before.state === after.state) return
      const update = before.policy.severities[before.severity]!.update!
      expect(now).toBeGreaterThanOrEqual(before.warnedAt! + update / 4)
    })
  })

  it('what PagerDuty tells of an earlier time changes no state', () => {
    always(({ before, after, event }) => {
      if (event.by.via !== 'pagerduty' || event.type === 'alert' || event.at >= before.stateAt) return
      for (const fact of ['state', 'cycle', 'climb', 'level', 'lead'] as const)
        expect(after[fact]).toEqual(before[fact])
    })
  })

  it('time does not run backwards, and what is written down reads the same', () => {
    always(({ before, after }) => {
      expect(after.stateAt).toBeGreaterThanOrEqual(before.stateAt)
      expect(after.cycle).toBeGreaterThanOrEqual(before.cycle)
      expect(JSON.parse(JSON.stringify(after))).toEqual(after)
    })
  })

  it('somebody has what is acknowledged, it is known when what is over was over, and merged is for ever', () => {
    always(({ before, after }) => {
      if (after.state === 'acknowledged' || after.state === 'mitigated') expect(after.lead).toBeDefined()
      expect(after.resolvedAt !== undefined).toBe(after.state === 'resolved')
      if (before.mergedInto) expect(after).toMatchObject({ state: 'resolved', mergedInto: before.mergedInto })
    })
  })

  it('PagerDuty is wished nothing that its own news has overtaken', () => {
    always(({ before, after, event }) => {
      if (event.by.via === 'pagerduty' && before.state !== after.state)
        expect(after.pagerduty?.want).toBeUndefined()
    })
  })
})
