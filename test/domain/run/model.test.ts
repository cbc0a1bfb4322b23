import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runClocks } from '../../../src/domain/run/clocks.ts'
import type { RunEvent, RunEventType } from '../../../src/domain/run/events.ts'
import { hasBegun, isOver, type Run } from '../../../src/domain/run/run.ts'
import { runTransition } from '../../../src/domain/run/transition.ts'
import { aCall, ana, aPlan, aRun, at, belay, ben, cara, minute } from './cast.ts'

const plan = aPlan({ calls: [aCall(), aCall({ on: 'frontend' })], undo: [aCall()] })
const start = (required: number, boxed: boolean): Run =>
  aRun({
    plan,
    required,
    state: required > 0 ? 'proposed' : 'approved',
    ...(boxed && { boxMs: 30 * minute }),
  })

const step = fc.constantFrom(0, 1, 2)
const person = fc.constantFrom(ana, ben, cara)
const progress = { done: 1, of: 2, what: 'tasks', said: [] }
const shapes: Record<RunEventType, fc.Arbitrary<object>> = {
  approve: fc.record({ digest: fc.constantFrom('digest-1', 'digest-1', 'another'), by: person }),
  decline: fc.record({ by: person }),
  'break-glass': fc.record({ text: fc.constant('now'), by: person }),
  ping: fc.record({ by: person }),
  cancel: fc.record({ by: person }),
  settle: fc.record({ had: fc.boolean(), by: person }),
  extend: fc.record({ until: fc.integer({ min: 0, max: 200 }).map(n => at + n * minute), by: person }),
  void: fc.record({ why: fc.constant('moved') }),
  waits: fc.record({ why: fc.constant('locked') }),
  'going-back': fc.record({ step }),
  starting: fc.record({ step, sendBy: fc.constant(at) }),
  'not-started': fc.record({ step }),
  started: fc.record({ step, result: fc.constant({ id: 1 }) }),
  progress: fc.record({ step, progress: fc.constant(progress) }),
  unseen: fc.record({ step, why: fc.constant('no permission') }),
  done: fc.record({ step }),
  'step-failed': fc.record({ step, why: fc.constant('no') }),
  log: fc.record({ log: fc.constant({ service: 'api-gateway', lines: ['no'] }) }),
  doubt: fc.record({ step, why: fc.constant('lost') }),
  stopped: fc.constant({}),
  undoing: fc.record({ run: fc.constant('another') }),
  overtaken: fc.constant({}),
  followed: fc.record({ ended: fc.boolean() }),
  due: fc.record({ timer: fc.constantFrom('expire', 'stall', 'undo-soon', 'undo') }),
}
const event = fc.oneof(
  ...Object.entries(shapes).map(([type, shape]) =>
    fc
      .tuple(shape, fc.integer({ min: 0, max: 20 }))
      .map(
        ([given, minutes]) =>
          ({ type, by: belay, ...given, minutes }) as unknown as RunEvent & { minutes: number },
      ),
  ),
)
/** What an ordinary run goes through, so that random events meet runs in every state. */
const ordinary: RunEvent[] = [
  { type: 'approve', digest: 'digest-1', by: ben, at },
  { type: 'starting', step: 0, sendBy: at, by: belay, at },
  { type: 'started', step: 0, result: null, by: belay, at },
  { type: 'done', step: 0, by: belay, at },
  { type: 'starting', step: 1, sendBy: at, by: belay, at },
  { type: 'started', step: 1, result: null, by: belay, at },
  { type: 'done', step: 1, by: belay, at },
]

/** Every run that any sequence of events can make, with the events that changed it. */
const lives = fc
  .tuple(
    fc.constantFrom(0, 1, 2),
    fc.boolean(),
    fc.integer({ min: 0, max: 7 }),
    fc.array(event, { maxLength: 25 }),
  )
  .map(([required, boxed, usual, events]) => {
    let run = start(required, boxed)
    let time = at
    const past: { before: Run; event: RunEvent; after: Run }[] = []
    for (const one of [...ordinary.slice(0, usual), ...events]) {
      time += 'minutes' in one ? Number(one.minutes) * minute : 1
      const { minutes: _, ...given } = one as RunEvent & { minutes?: number }
      const happens = { ...given, at: time } as RunEvent
      const outcome = runTransition(run, happens)
      if (!outcome.ok || outcome.run === run) continue
      past.push({ before: run, event: happens, after: outcome.run })
      run = outcome.run
    }
    return past
  })

const holds = (what: string, check: (past: { before: Run; event: RunEvent; after: Run }[]) => void) =>
  test(what, () => fc.assert(fc.property(lives, check), { numRuns: 1_500 }))

describe('whatever happens to a run', () => {
  holds('nothing begins without the approvals it takes, from others, each once, or a broken glass', past => {
    for (const { before, after } of past) {
      if (hasBegun(before) || !hasBegun(after)) continue
      const others = new Set(after.approvals.map(({ by }) => by.id))
      expect(others.has(ana.id)).toBe(false)
      expect(others.size).toBe(after.approvals.length)
      expect(after.breakGlass !== undefined || others.size >= after.required).toBe(true)
    }
  })

  holds('nothing begins long after its approval', past => {
    for (const { before, after } of past)
      if (before.steps[0]?.state !== 'starting' && after.steps[0]?.state === 'starting') {
        const approvedAt = after.breakGlass?.at ?? after.approvals.at(-1)?.at ?? at
        expect(after.steps[0].startedAt! - approvedAt).toBeLessThan(15 * minute)
      }
  })

  holds('each call is about to be made once at a time, in order, after the one before is done', past => {
    for (const { before, after } of past)
      after.steps.forEach((now, i) => {
        if (now.state !== 'starting' || before.steps[i]?.state === 'starting') return
        expect(before.steps[i]?.state).toBe('waiting')
        expect(after.steps.slice(0, i).every(({ state }) => state === 'done')).toBe(true)
        expect(after.cancel).toBeUndefined()
      })
  })

  holds('what is over stays over, and does nothing any more', past => {
    for (const { before, after } of past) {
      if (!isOver(before)) continue
      expect(after.state).toBe(before.state)
      expect(after.steps).toEqual(before.steps)
    }
  })

  holds('what succeeded has done everything; what is void or declined has done nothing', past => {
    const last = past.at(-1)?.after
    if (last?.state === 'succeeded') expect(last.steps.every(({ state }) => state === 'done')).toBe(true)
    if (last && ['void', 'declined', 'expired'].includes(last.state)) {
      expect(hasBegun(last)).toBe(false)
      expect(last.steps.every(({ state }) => state === 'waiting' || state === 'starting')).toBe(true)
    }
  })

  holds('doubt ends only by a person', past => {
    for (const { before, event, after } of past)
      if (before.state === 'doubtful' && after.state !== 'doubtful') expect(event.type).toBe('settle')
  })

  holds('a change for a while that has begun is taken back, once, unless nothing was changed', past => {
    for (const { after } of past)
      if (after.boxMs !== undefined && hasBegun(after)) expect(after.undo ?? after.overtakenBy).toBeDefined()
    expect(past.filter(({ event }) => event.type === 'undoing').length).toBeLessThanOrEqual(1)
  })

  holds('a timer that is due makes progress, or is somebody else’s to do', past => {
    for (const { after } of past)
      for (const [timer, due] of Object.entries(runClocks(after))) {
        if (timer === 'undo') continue
        const outcome = runTransition(after, { type: 'due', timer, by: belay, at: due } as RunEvent)
        expect(outcome.ok && outcome.run !== after).toBe(true)
        if (outcome.ok) expect(runClocks(outcome.run)[timer as 'expire']).not.toBe(due)
      }
  })

  holds('it reads the same when it is read back', past => {
    for (const { after } of past) expect(JSON.parse(JSON.stringify(after))).toEqual(after)
  })
})
