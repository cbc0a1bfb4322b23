import { beforeAll, expect, test } from 'vitest'
import { bundle } from '../../bench/build.ts'
import { variants } from '../../torture/redis/variants.ts'
import { faultsOf } from '../../torture/report.ts'
import { torture } from '../../torture/run.ts'
import { byTenths, growthOf } from '../../torture/soak/growth.ts'
import { soak } from '../../torture/soak/week.ts'
import { lacksRedisServer } from '../lacks.ts'

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))

beforeAll(() => bundle(['torture/belay.ts'], 'torture/dist/torture'), 600_000)

test.skipIf(lacksRedisServer('torture'))(
  'a small storm, three kills, and a Slack of which a third fails: nothing is lost, nothing is done twice',
  { timeout: 600_000 },
  async () => {
    process.stderr.write(`torture: SEED=${seed}\n`)
    const found = await torture({
      seed,
      webhooks: 50,
      kills: 3,
      stormMs: 6_000,
      restMs: 200_000,
      tidied: false,
      variant: 'steady',
      systems: 2,
      acknowledgeMs: 15_000,
      say: () => {},
    })
    // How soon what was in hand is taken over is measured by npm run torture, on a machine that does nothing else.
    const { early, late } = found.takeovers
    expect([early, late]).toEqual([[], []])
    expect(
      faultsOf({ ...found, takeovers: { early, late, took: [{ kind: 'show', ms: 0 }] } }, variants.steady),
    ).toEqual([])
    expect(found.killed).toBe(3)
    expect(found.deliveries).toBeGreaterThan(found.webhooks)
    expect(found.slack.met.size).toBe(6)
    expect(found.counts.find(({ what }) => what === 'incidents')!.found).toBeGreaterThan(5)
  },
)

test('three hours of life in five seconds: what Belay holds is looked at to the end', {
  timeout: 600_000,
}, async () => {
  const { samples, lived, messages } = await soak({
    seed,
    systems: 2,
    lifeMs: 3 * 3_600_000,
    realMs: 5_000,
    say: () => {},
  })
  expect(lived.alerts).toBeGreaterThan(0)
  expect(messages).toBeGreaterThan(0)
  const means = byTenths(samples)
  expect(means.filter(({ heap, rss }) => heap > 0 && rss > heap)).toHaveLength(10)
  // Whether it grows is measured by npm run soak: so young, it does.
  expect(growthOf(means)).toBeGreaterThan(-1)
})
