import { expect, test } from 'vitest'
import { runClocks } from '../../../src/domain/run/clocks.ts'
import type { RunEvent } from '../../../src/domain/run/events.ts'
import type { Run } from '../../../src/domain/run/run.ts'
import type { Progress } from '../../../src/domain/run/step.ts'
import { runTransition } from '../../../src/domain/run/transition.ts'
import { aRun, at, belay, minute } from './cast.ts'

const nothing: Progress = { done: 0, of: 3, what: 'jobs done', said: [] }

/** A run whose call was taken, after these looks, so many minutes later each. */
function looked(...looks: [minutes: number, progress: Partial<Progress>][]): Run {
  const events: RunEvent[] = [
    { type: 'starting', step: 0, sendBy: at, by: belay, at },
    { type: 'started', step: 0, result: {}, by: belay, at },
    ...looks.map(
      ([minutes, more]): RunEvent => ({
        type: 'progress',
        step: 0,
        progress: { ...nothing, ...more },
        by: belay,
        at: at + minutes * minute,
      }),
    ),
  ]
  return events.reduce(
    (run, event) => {
      const outcome = runTransition(run, event)
      return outcome.ok ? outcome.run : run
    },
    aRun({ state: 'approved' }),
  )
}
const stallsIn = (run: Run): number => (runClocks(run).stall! - at) / minute
const told = (run: Run, minutes: number): Run => {
  const outcome = runTransition(run, { type: 'due', timer: 'stall', by: belay, at: at + minutes * minute })
  return outcome.ok ? outcome.run : run
}

test('what has not begun is told of after a minute, what has after a quarter of an hour without getting on', () => {
  expect(stallsIn(looked())).toBe(1)
  expect(stallsIn(looked([0.5, {}]))).toBe(1)
  expect(stallsIn(looked([0.5, { begun: true }]))).toBe(15.5)
  expect(stallsIn(looked([0.5, { begun: true }], [9, { begun: true }]))).toBe(15.5)
  expect(stallsIn(looked([0.5, { begun: true }], [9, { begun: true, done: 1 }]))).toBe(24)
})

test('that it is elsewhere in the outside’s word is a step on, and what takes longer than most is given longer', () => {
  expect(stallsIn(looked([0.5, { begun: 'creating' }], [9, { begun: 'creating' }]))).toBe(15.5)
  expect(stallsIn(looked([0.5, { begun: 'creating' }], [9, { begun: 'backing-up' }]))).toBe(24)
  const usualMs = 60 * minute
  expect(stallsIn(looked([0.5, { begun: 'creating', usualMs }]))).toBe(60.5)
  expect(stallsIn(looked([0.5, { usualMs }]))).toBe(1)
})

test('it is told of once, and again when it has come further and stands still anew', () => {
  const run = told(looked(), 1)
  expect(runClocks(run).stall).toBeUndefined()
  const outcome = runTransition(run, {
    type: 'progress',
    step: 0,
    progress: { ...nothing, done: 1 },
    by: belay,
    at: at + 2 * minute,
  })
  expect(outcome.ok && stallsIn(outcome.run)).toBe(17)
})
