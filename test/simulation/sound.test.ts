import { expect, test } from 'vitest'
import { toldOf } from '../../simulation/report.ts'
import { simulate } from '../../simulation/simulate.ts'

test('whatever goes wrong for twenty thousand steps, what must hold holds', async () => {
  const { violation, faults, coverage } = await simulate(7, 20_000)
  expect(violation && toldOf(violation, 40)).toBeUndefined()
  for (const fault of [
    'process: crash',
    'redis: lost answer',
    'slack: lost answer',
    'pagerduty: slow',
    'aws: lost answer',
  ])
    expect(faults.get(fault), fault).toBeGreaterThan(0)
  expect(coverage.incidents.states.size).toBeGreaterThan(50)
  expect(coverage.runs.states.size).toBeGreaterThan(50)
})

test('the same seed is the same run, to the last step', async () => {
  const [one, other] = [await simulate(3, 1), await simulate(3, 1)]
  expect(one).toEqual(other)
})
