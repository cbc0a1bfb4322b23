import { expect, test } from 'vitest'
import { eventually } from '../stage.ts'
import { cara, dialStageFor } from './stage.ts'

const stage = dialStageFor()

test('a run whose lock somebody has taken makes no further call, and says who has it', async () => {
  const { asks, approves, now, dial, work, store, system, clock } = await stage()
  dial.done = false
  const run = await asks(5, { operation: 'turn-on' })
  await approves(run)
  work()
  await eventually(async () => (await now(run)).steps[0]?.state === 'started')

  const { value, version } = (await store.lock(system.system, 'dial'))!
  const { run: _, ...theirs } = value
  expect(
    await store.save({
      system: system.system,
      operation: 'steal',
      orders: [],
      cancelled: [],
      audit: [],
      changes: [
        {
          expected: version,
          resource: 'dial',
          lock: { ...theirs, holder: cara, reason: 'hands off', since: clock.now(), byHand: true },
        },
      ],
    }),
  ).toBe('saved')
  dial.done = true
  await eventually(async () => (await now(run)).state === 'failed')
  expect((await now(run)).why).toContain('The lock is gone: Cara has locked it: "hands off".')
  expect(dial.turned).toEqual([5])
})
