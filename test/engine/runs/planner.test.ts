import { expect, test } from 'vitest'
import { createPlanner } from '../../../src/engine/runs/planner.ts'
import { silenceAlarms } from '../../../src/operations/silence-alarms.ts'
import { aPlan } from '../../domain/run/cast.ts'
import { learnbot } from '../fakes.ts'
import { minutes } from '../stage.ts'

const store = { recentRuns: async () => [] }
const place = { system: learnbot.system, environment: 'production', input: {} }
const operation = (risk: string, plan = aPlan()) => ({
  name: 'do it',
  risk,
  input: { safeParse: (data: unknown) => ({ success: true, data }) },
  plan: async () => plan,
})
const plans = (risk: string, plan = aPlan()) => {
  const planner = createPlanner([operation(risk, plan)] as never, [learnbot], store)
  return (more: object = {}) => planner({ ...place, operation: 'do it', ...more })
}

test('for how long is approved with the rest: another time, another approval', async () => {
  const plan = plans('change')
  const { digest } = await plan()
  expect((await plan()).digest).toBe(digest)
  const others = [{ boxMs: 30 * minutes }, { boxMs: 60 * minutes }, { untilResolved: true }]
  const digests = await Promise.all(others.map(async more => (await plan(more)).digest))
  expect(new Set([digest, ...digests]).size).toBe(4)
})

test('what is more than a message shows is not asked for, since nobody could approve it', async () => {
  const much = aPlan({
    shifts: Array.from({ length: 100 }, (_, i) => ({ to: `alarm ${i} ${'x'.repeat(200)}` })),
  })
  await expect(plans('change', much)()).rejects.toThrow('more than one message shows')
  await expect(plans('mild', much)()).resolves.toBeDefined()
  const names = Array.from({ length: 100 }, (_, i) => `learnbot-production-some-alarm-${i}`)
  const alarms = { find: async () => names.map(name => ({ name, isRaised: false, isHeard: true })) }
  const planner = createPlanner([silenceAlarms(alarms as never)] as never, [learnbot], store)
  const all = { ...place, operation: 'silence alarm', input: { alarms: ['learnbot-*'] } }
  await expect(planner(all)).resolves.toBeDefined()
})
