import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { cacheTakes } from '../../../sandbox/aws/elasticache.ts'
import { type Maker, makers } from '../../../src/ports/calls/call.ts'
import type { ElastiCache } from '../../../src/ports/elasticache.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { createElastiCache } from '../../../src/providers/aws/elasticache/elasticache.ts'
import { elastiCacheMakers } from '../../../src/providers/aws/elasticache/makers.ts'

const place = { region: 'us-east-1' }
let time = Date.parse('2026-11-25T02:14:00Z')
let aws: SimulatedAws
let caches: ElastiCache
let all: ReturnType<typeof makers>
let count = 0
let group: string
let made: { run: string; step: number; since: number }

beforeAll(async () => {
  aws = await createAws({ now: () => time })
  const clients = createAwsClients({
    endpoint: aws.url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' },
  })
  caches = createElastiCache(clients)
  all = makers(...elastiCacheMakers(clients, caches))
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.mend()
  group = `shop-${++count}`
  aws.elasticache.set(group)
  made = { run: `run${count}`, step: 0, since: time }
  aws.asked.length = 0
})
const maker = (action: string): Maker => all.get(action)!
const changed = () => aws.asked.filter(({ action }) => /^(?:Create|Reboot)/.test(action)).length

describe('a snapshot of a cache', () => {
  const snapshot = () => maker('elasticache:CreateSnapshot')
  const params = () => ({ ...place, group, snapshot: `${group}-manual` })

  it('whose answer is lost was made once, and is found by the run that it is tagged with', async () => {
    expect(await snapshot().look(params(), made)).toEqual({ is: 'before' })
    aws.fault('elasticache:CreateSnapshot', 'lost')
    await expect(snapshot().start(params(), made)).rejects.toMatchObject({
      fault: { fault: 'away', effect: 'unknown' },
    })
    expect(changed()).toBe(1)
    expect(await snapshot().look(params(), made)).toMatchObject({ is: 'after' })
    expect(await snapshot().look(params(), { run: 'another', step: 0 })).toMatchObject({ is: 'other' })
    const result = { snapshot: `${group}-manual` }
    expect(await snapshot().observe!(params(), result, made)).toMatchObject({ is: 'going' })
    time += cacheTakes.snapshot
    expect(await snapshot().observe!(params(), result, made)).toMatchObject({ is: 'done' })
  })

  it('is refused while another is made, and to whom it is not allowed', async () => {
    await snapshot().start(params(), made)
    await expect(snapshot().start({ ...params(), snapshot: `${group}-two` }, made)).rejects.toThrow(
      'not in available state',
    )
    aws.fault('elasticache:CreateSnapshot', 'denied')
    await expect(snapshot().start(params(), made)).rejects.toThrow(
      /Policy to add: .*elasticache:CreateSnapshot/,
    )
  })
})

describe('a node', () => {
  const reboot = () => maker('elasticache:RebootCacheCluster')
  const params = () => ({ ...place, node: `${group}-002`, nodeId: '0001' })

  it('restarts, and is waited for', async () => {
    expect(reboot().repeatable).toBe(false)
    expect(await reboot().look(params(), made)).toEqual({ is: 'before' })
    aws.fault('elasticache:RebootCacheCluster', 'lost')
    await expect(reboot().start(params(), made)).rejects.toMatchObject({ fault: { effect: 'unknown' } })
    expect(await reboot().look(params(), made)).toMatchObject({ is: 'after' })
    expect(await reboot().observe!(params(), {}, made)).toMatchObject({ is: 'going' })
    time += cacheTakes.reboot
    expect(await reboot().observe!(params(), {}, made)).toMatchObject({ is: 'done' })
    expect(changed()).toBe(1)
  })

  it('that is gone is not restarted', async () => {
    expect(await reboot().look({ ...params(), node: 'nowhere' }, made)).toEqual({
      is: 'other',
      how: 'The node nowhere is gone now.',
    })
  })
})
