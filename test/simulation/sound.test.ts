import { expect, test } from 'vitest'
import { toldOf } from '../../simulation/report.ts'
import { simulate } from '../../simulation/simulate.ts'

test('whatever goes wrong for twenty thousand steps, what must hold holds', async () => {
  const { violation, faults, coverage } = await simulate(30, 20_000)
  expect(violation && toldOf(violation, 40)).toBeUndefined()
  for (const outside of ['process', 'redis', 'slack', 'pagerduty', 'aws'])
    expect(
      [...faults.keys()].filter(fault => fault.startsWith(`${outside}: `)),
      outside,
    ).not.toEqual([])
  expect(coverage.incidents.states.size).toBeGreaterThan(40)
  expect(coverage.runs.states.size).toBeGreaterThan(40)
})

test('the same seed is the same run, to the last step', async () => {
  const [one, other] = [await simulate(3, 1), await simulate(3, 1)]
  expect(one).toEqual(other)
})
