import { expect, it } from 'vitest'
import type { Actor } from '../../../src/domain/actor.ts'
import { type Checklist, doneBy, isDone } from '../../../src/domain/checklist/checklist.ts'
import { type ChecklistEvent, checklistTransition } from '../../../src/domain/checklist/transition.ts'

const [ana, ben]: Actor[] = ['Ana', 'Ben'].map(name => ({ via: 'slack', id: `U${name}`, name }))
const list: Checklist = {
  schema: 1,
  id: 'a1',
  system: 'learnbot',
  environment: 'production',
  name: 'morning',
  title: 'Morning Checklist',
  procedure: 'morning',
  place: { channel: '#a' },
  openedBy: ana!,
  openedAt: 0,
  more: 0,
  items: [2, 5].map(step => ({ step, title: `item ${step}`, notes: [] })),
}
const come = (...events: ChecklistEvent[]): Checklist =>
  events.reduce((list, event) => {
    const outcome = checklistTransition(list, event)
    if (!outcome.ok) throw new Error(outcome.reason)
    return outcome.list
  }, list)
const tick = (step: number, by: Actor, at: number) => ({ type: 'tick', step, by, at }) as const

it('is done when every item is ticked, by whoever ticked the last', () => {
  const done = come(tick(5, ben!, 2), tick(2, ana!, 1))
  expect([isDone(come(tick(5, ben!, 2))), isDone(done)]).toEqual([false, true])
  expect(doneBy(done)).toEqual({ by: ben, at: 2 })
  expect(isDone(come(tick(5, ben!, 2), tick(2, ana!, 1), { ...tick(2, ben!, 3), type: 'untick' }))).toBe(
    false,
  )
})

it('of two who tick the same the first has done it, and keeps name and time', () => {
  const one = come(tick(2, ana!, 1))
  expect(checklistTransition(one, tick(2, ben!, 2))).toEqual({
    ok: false,
    reason: 'ticked',
    theirs: { by: ana, at: 1 },
  })
  expect(checklistTransition(one, tick(2, ana!, 9))).toEqual({ ok: true, list: one })
})

it('what it has not is refused; taking away a tick that is not there changes nothing', () => {
  expect(checklistTransition(list, tick(3, ana!, 1))).toEqual({ ok: false, reason: 'no such item' })
  expect(checklistTransition(list, { ...tick(2, ana!, 1), type: 'untick' })).toEqual({ ok: true, list })
})
