import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { startRedis } from '../../sandbox/redis.ts'
import type { World } from '../../sandbox/world.ts'
import type { Run } from '../../src/domain/run/run.ts'
import { connect } from '../../src/store/connect.ts'
import { countBegun, countDeploys, countHeld } from '../../torture/count/deploys.ts'
import type { Kept } from '../../torture/kept.ts'
import { variants } from '../../torture/redis/variants.ts'
import { faultsOf } from '../../torture/report.ts'
import { createTakeovers } from '../../torture/takeovers.ts'
import type { Tortured } from '../../torture/tortured.ts'

const ben = { by: { via: 'slack', id: 'U0BEN', name: 'Ben' }, at: 20 }
const run = (id: string, more: Partial<Run> = {}) =>
  ({
    id,
    system: 's0',
    askedAt: 10,
    startedAt: 30,
    approvals: [ben],
    state: 'succeeded',
    ...more,
  }) as Run
const kept = (runs: Run[], lostAt: number[] = []): Kept[] => [
  { system: 's0', incidents: [], runs, audit: { links: [], head: '' }, lostAt, parked: [] },
]
/** What was asked of ECS: by which run each call's revision was made. */
const aws = (...runs: (string | undefined)[]) =>
  ({
    aws: {
      asked: runs.map((_, i) => ({ action: 'UpdateService', input: { taskDefinition: `api:${i}` } })),
      ecs: {
        definition: (name: string) => {
          const made = runs[Number(name.split(':')[1])]
          return { tags: made === undefined ? [] : [{ key: 'belay:run', value: `${made}/0` }] }
        },
      },
    },
  }) as unknown as World
const fine: Tortured = {
  counts: [],
  kept: kept([]),
  healed: [],
  left: new Map(),
  logs: '',
  takeovers: { took: [{ kind: 'show', ms: 3_000 }], early: [], late: [] },
  killed: 1,
  kills: 1,
  ownEnds: 0,
  webhooks: 1,
  deliveries: 1,
  tookMs: 1,
  slack: { calls: 0, met: new Map() },
}
const faults = (found: Partial<Tortured>, variant: keyof typeof variants = 'steady') =>
  faultsOf({ ...fine, ...found }, variants[variant])
const begun = (world: World, all: Kept[]) => faults({ counts: [countBegun(world, all)] })

test('a deployment that one run begins twice is doubled, whatever revisions it makes', () => {
  expect(begun(aws('a', 'b'), kept([run('a'), run('b')]))).toEqual([])
  expect(begun(aws('a', 'a'), kept([run('a')]))).toEqual(['deployments begun: 1 doubled'])
  expect(countBegun(aws('a', 'a'), kept([run('a')]))).toMatchObject({ expected: 1, found: 2 })
})

test('a deployment that nobody approved, or that no run made, is one too many; one told as done and never begun is lost', () => {
  const proposed = run('a', { approvals: [], state: 'proposed' })
  expect(begun(aws('a'), kept([proposed]))).toEqual(['deployments begun: 1 doubled'])
  expect(begun(aws('a', undefined), kept([run('a')]))).toEqual(['deployments begun: 1 doubled'])
  expect(begun(aws('gone'), kept([]))).toEqual(['deployments begun: 1 doubled'])
  expect(begun(aws(), kept([run('a')]))).toEqual(['deployments begun: 1 lost'])
})

test('what Redis has forgotten since it was asked for may be nobody’s, and need not be done; it is not begun twice', () => {
  const proposed = run('a', { approvals: [], state: 'proposed' })
  expect(begun(aws('a', 'gone'), kept([proposed], [40]))).toEqual([])
  expect(begun(aws(undefined), kept([proposed], [40]))).toEqual(['deployments begun: 1 doubled'])
  expect(begun(aws('a', 'a'), kept([run('a')], [40]))).toEqual(['deployments begun: 1 doubled'])
  const held = run('a', { state: 'void' })
  expect(faults({ counts: [countDeploys(kept([held], [40]))] })).toEqual([])
  expect(faults({ counts: [countDeploys(kept([held], [5]))] })).toEqual(['approved deploys: 1 lost'])
  expect(faults({ counts: [countDeploys(kept([proposed]))] })).toEqual(['approved deploys: 1 lost'])
})

test('what was asked for before history was lost does not begin after it', () => {
  const held = run('a', { state: 'void' })
  delete held.startedAt
  expect(countHeld(kept([held, run('b')], [25]))).toMatchObject({ expected: 2, found: 1 })
  expect(faults({ counts: [countHeld(kept([run('a')], [25]))] })).toHaveLength(1)
  expect(countHeld(kept([run('a')], [5, 40]))).toMatchObject({ expected: 0, lost: [] })
})

test('a night in which nothing was tried shows nothing', () => {
  expect(faults({})).toEqual([])
  expect(faults({ killed: 0 })).toEqual(['only 0 of 1 kills'])
  expect(faults({ takeovers: { took: [], early: [], late: [] } })).toEqual(['no takeover was seen'])
  expect(faults({}, 'tail')).toEqual(['no loss of history was noticed'])
  expect(faults({ kept: kept([], [40]) }, 'tail')).toEqual(['no deploy had to be held'])
  const held = countHeld(kept([run('a', { state: 'void', startedAt: 50 })], [40]))
  expect(faults({ kept: kept([], [40]), counts: [{ ...held, found: 1, lost: [] }] }, 'tail')).toEqual([])
})

test('what is found must be what is expected, even where no one thing can be named', () => {
  const incidents = { what: 'incidents', expected: 2, found: 3, lost: [], doubled: [] }
  expect(faults({ counts: [incidents] })).toEqual(['incidents: 3 and not 2'])
  expect(faults({ counts: [incidents], kept: kept([], [40]) }, 'sentinel')).toEqual([])
})

test('a job that is taken over while the lease on it lasts is told as early, and one after it as taken over', async () => {
  const server = await startRedis()
  const [watched, other] = [await connect(server.url), new Redis(server.url)]
  try {
    const [time] = (await other.time()) as unknown as [string]
    const at = (ms: number) => Number(time) * 1_000 + ms
    const base = 'belay:{s0}:'
    const holds = async (id: string, token: string, until: number, lost: number) => {
      await other.hset(`${base}tokens`, id, token)
      await other.hset(`${base}tries`, id, `${lost} ${lost} 0 `)
      await other.zadd(`${base}held:show`, until, id)
    }
    await holds('show:soon', 'one', at(60_000), 0)
    await holds('show:done', 'one', at(60_000), 0)
    await holds('show:over', 'one', at(-1_000), 0)
    const { all, killed, settled } = createTakeovers(watched, ['s0'])
    killed()
    await watched.ping()
    await holds('show:soon', 'two', at(64_000), 1)
    await holds('show:done', 'two', at(64_000), 0)
    await holds('show:over', 'two', at(64_000), 1)
    await settled()
    expect(all).toEqual({
      took: [{ kind: expect.any(String), ms: expect.any(Number) }],
      early: [expect.stringMatching(/^s0 show:soon: \d+ ms before its lease was over$/)],
      late: [],
    })
    expect(faults({ takeovers: { ...all, took: [{ kind: 'show', ms: 3_000 }] } })).toEqual([
      expect.stringContaining('1 takeovers before the lease was over: s0 show:soon'),
    ])
  } finally {
    watched.disconnect()
    other.disconnect()
    await server.stop()
  }
})
