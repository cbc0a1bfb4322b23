import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { belay } from '../../src/domain/actor.ts'
import { endOf } from '../../src/domain/business-hours.ts'
import { clocks } from '../../src/domain/clocks.ts'
import { type EventType, timers } from '../../src/domain/events.ts'
import type { Incident, State } from '../../src/domain/incident.ts'
import { jobId } from '../../src/domain/jobs.ts'
import { applies, firstLevel, levelsOf } from '../../src/domain/ladder.ts'
import { milestonesOf } from '../../src/domain/milestones.ts'
import { open } from '../../src/domain/opening.ts'
import { owed } from '../../src/domain/owed.ts'
import type { RunHappening } from '../../src/domain/run/events.ts'
import { transition } from '../../src/domain/transition.ts'
import { frozen, nextTimer, night } from './story.ts'
import { always, anything, beginnings, play } from './whatever-happens.ts'

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

const isDone = ({ kind }: RunHappening) => kind === 'succeeded'

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

  it('while nobody has it, its levels are entered in turn, each when the one before has had its time', () => {
    always(({ before, after, event, now }) => {
      const [lowest = 0] = levelsOf(after)
      if (after.cycle !== before.cycle && event.type !== 'escalate') expect(after.level).toBe(lowest)
      if (after.state === 'triggered') {
        const isFirst = after.level <= lowest
        const { acknowledge } = after.policy.severities[after.severity]!
        const wait = (!isFirst && after.policy.ladder[after.level - 1]?.wait) || acknowledge
        expect(clocks(after).escalate).toBe(endOf(wait, after.levelAt, after.policy.businessHours))
      }
      if (event.type !== 'due' || event.timer !== 'escalate' || !climbed(before, after)) return
      expect(now).toBeGreaterThanOrEqual(clocks(before).escalate!)
      const reached = levelsOf(before)
      expect(after.level).toBe(reached.find(level => level > before.level) ?? reached.at(-1))
      expect([after.cycle, after.climb, after.levelAt]).toEqual([before.cycle, before.climb + 1, now])
    })
  })

  it('what somebody asks of an incident as they saw it is not done to another that it has become', () => {
    always(({ before, outcome, event }) => {
      if ((event.type !== 'escalate' && event.type !== 'reopen') || event.from === undefined || !outcome.ok)
        return
      const seen = event.type === 'escalate' ? ['triggered', event.from] : [event.from, before.level]
      expect([before.state, before.level]).toEqual(seen)
    })
  })

  it('why it is over is told as it was said', () => {
    always(({ outcome, event }) => {
      if (event.type !== 'resolve' || !outcome.ok) return
      const said = outcome.entries.flatMap(entry => (entry.kind === 'resolved' ? [entry.text] : []))
      expect(said).toEqual(outcome.entries.length > 0 ? [event.text] : [])
    })
  })

  it('what happens to a run, or is news in PagerDuty, is told and changes nothing of who has the incident', () => {
    always(({ before, after, outcome, event }) => {
      if ((event.type !== 'run' && event.type !== 'news') || !outcome.ok) return
      const told = outcome.entries.map(entry =>
        'what' in entry ? entry.what : 'news' in entry && entry.news,
      )
      expect(told).toEqual(event.type === 'run' ? event.happened : [event.news])
      for (const fact of [
        'state',
        'stateAt',
        'cycle',
        'climb',
        'severity',
        'lead',
        'leadAt',
        'pagerduty',
      ] as const)
        expect(after[fact]).toEqual(before[fact])
    })
  })

  it('of the runs that belong to it, those wait that were last said to, and each once', () => {
    always(({ before, after, outcome, event }) => {
      const were = before.waiting?.map(({ run }) => run) ?? []
      const are = after.waiting?.map(({ run }) => run) ?? []
      if (event.type === 'run' && outcome.ok) {
        expect(are.includes(event.run.id)).toBe(event.waiting !== undefined)
        expect(are.filter(run => run !== event.run.id)).toEqual(were.filter(run => run !== event.run.id))
      } else if (after.mergedInto && !before.mergedInto) expect(are).toEqual([])
      else if (event.type !== 'absorb') expect(are).toEqual(were)
      expect(new Set(are).size).toBe(are.length)
    })
  })

  it('a change that was to last until it is over is owed back once it is over, and no earlier', () => {
    always(({ before, after, outcome, event, now }) => {
      if (!outcome.ok) return
      const isKept = event.type === 'run' && event.run.untilResolved && event.happened.some(isDone)
      if (isKept) expect(after.untilResolved).toContain(event.run.id)
      const back = owed(before, after, outcome.entries, now).orders.flatMap(({ job }) =>
        job.kind === 'take-back' ? job.run : [],
      )
      const isOver = after.state === 'resolved'
      const isNews = before.state !== 'resolved' || isKept
      expect(back).toEqual(isOver && isNews ? (after.untilResolved ?? []) : [])
      // What it goes into takes them back.
      if (after.mergedInto && !before.mergedInto) expect(back).toEqual([])
      else if (isOver && event.type !== 'run') expect(after.untilResolved).toEqual(before.untilResolved)
    })
  })

  it('what Belay and PagerDuty do by themselves is no sign of life, unless somebody has it since', () => {
    always(({ before, after, event }) => {
      if (event.type === 'acknowledge' || event.by.via === 'slack' || event.by.id !== undefined) return
      expect(after.lifeAt).toBe(before.lifeAt)
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
