import { expect, test } from 'vitest'
import { type Act, planOf } from '../../torture/plan.ts'
import { byTenths, growthOf } from '../../torture/soak/growth.ts'
import { createSlackWeather, scattered } from '../../torture/weather.ts'

const bounds = { seed: 7, webhooks: 500, kills: 20, stormMs: 60_000 }
const fates = (seed: number) => {
  const { fate } = createSlackWeather(seed)
  return Array.from({ length: 1_000 }, fate)
}

test('the same seed is the same plan, another seed another', () => {
  expect(planOf(bounds, 3)).toEqual(planOf(bounds, 3))
  expect(planOf(bounds, 3)).not.toEqual(planOf({ ...bounds, seed: 8 }, 3))
  expect(fates(7)).toEqual(fates(7))
  expect(fates(7)).not.toEqual(fates(8))
})

test('as many webhooks and kills as were asked for, within the storm, each after what it is about', () => {
  const { acts, kills, incidents } = planOf(bounds, 3)
  expect([acts.length, kills.length]).toEqual([500, 20])
  expect(acts.every(({ at }) => at >= 0 && at < bounds.stormMs)).toBe(true)
  const lives = new Map<number, Act[]>()
  for (const act of acts) lives.set(act.incident, [...(lives.get(act.incident) ?? []), act])
  expect(lives.size).toBe(incidents)
  for (const [first, ...rest] of lives.values()) {
    expect(first!.what).toBe('fire')
    expect(rest.map(({ what }) => what)).not.toContain('fire')
  }
  expect(new Set(kills.map(({ place }) => place))).toEqual(new Set([0, 1, 2]))
})

test('three of ten calls to Slack fail, in every manner, and some more are slow; webhooks come one to four times', () => {
  const bad = fates(7).filter(fate => fate !== undefined)
  const failed = bad.filter(fate => typeof fate === 'string' || !('slowMs' in fate))
  expect(failed.length / 1_000).toBeGreaterThan(0.28)
  expect(failed.length / 1_000).toBeLessThan(0.33)
  expect(new Set(bad.map(fate => JSON.stringify(fate))).size).toBe(6)
  const { times } = scattered(7)
  expect(new Set(Array.from({ length: 100 }, times))).toEqual(new Set([1, 2, 3, 4]))
})

test('what is held grows by what the last tenth has more than the first', () => {
  const samples = Array.from({ length: 100 }, (_, i) => ({ heap: i < 10 ? 100 : i < 90 ? 500 : 104, rss: 1 }))
  expect(growthOf(byTenths(samples))).toBeCloseTo(0.04)
})
