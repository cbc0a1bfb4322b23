import { expect, test } from 'vitest'
import type { RunEvent } from '../../../src/domain/run/events.ts'
import type { Run } from '../../../src/domain/run/run.ts'
import { runTransition } from '../../../src/domain/run/transition.ts'
import { aCall, aPlan, aRun, at, belay, ben } from './cast.ts'

const registered = aCall({ action: 'ecs:RegisterTaskDefinition' })
const withIt = aCall({ params: { to: { $result: 0, of: 'arn' } } })

/** A run whose first call is in doubt. */
function inDoubt(...calls: Run['plan']['calls']): Run {
  let run = aRun({ plan: aPlan({ calls }), state: 'approved' })
  const events: RunEvent[] = [
    { type: 'starting', step: 0, sendBy: at, by: belay, at },
    { type: 'doubt', step: 0, why: 'its answer was lost', by: belay, at },
  ]
  for (const event of events) {
    const outcome = runTransition(run, event)
    if (outcome.ok) run = outcome.run
  }
  return run
}
const settled = (run: Run, had: boolean) => runTransition(run, { type: 'settle', had, by: ben, at })

test('what nobody else needs an answer of goes on when somebody says that it was done', () => {
  expect(settled(inDoubt(registered, aCall()), true)).toMatchObject({ ok: true, run: { state: 'running' } })
})

test('what the next call is made with cannot be said to be done: its answer is lost', () => {
  const run = inDoubt(registered, withIt)
  expect(settled(run, true)).toMatchObject({
    ok: false,
    reason: expect.stringContaining('say that it was not, and plan again'),
  })
  expect(settled(run, false)).toMatchObject({ ok: true, run: { state: 'failed' } })
})
