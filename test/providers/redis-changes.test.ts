import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type LocalRedis, startRedis } from '../../sandbox/redis.ts'
import type { Json } from '../../src/domain/run/plan.ts'
import { type Maker, makers } from '../../src/ports/calls/call.ts'
import { createAsk } from '../../src/providers/redis/ask.ts'
import { createCaches } from '../../src/providers/redis/caches.ts'
import { redisMakers } from '../../src/providers/redis/makers.ts'

let server: LocalRedis
let redis: Redis
const secrets = { reveal: async () => 'redis://:wrong@127.0.0.1:1' }
const ask = createAsk({ secrets, rewrite: url => url.replace('cache:6379', `127.0.0.1:${server.port}`) })
const target = { url: 'redis://cache:6379/1' }
const caches = createCaches(ask)
const made = { run: 'run1', step: 0, since: 0 }

beforeAll(async () => {
  server = await startRedis()
  redis = new Redis(`${server.url}/1`)
})
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})
beforeEach(async () => {
  await redis.flushall()
})

const maker = (action: string, from = makers(...redisMakers(ask))): Maker => from.get(action)!
const fill = async (beginning: string, count: number) => {
  for (let from = 0; from < count; from += 10_000) {
    const size = Math.min(10_000, count - from)
    const keys = Array.from({ length: size }, (_, i) => [`${beginning}:${from + i}`, 'x'] as const)
    await redis.mset(Object.fromEntries(keys))
  }
}

describe('clearing by pattern', () => {
  const params = { ...target, pattern: 'plan:*' }
  const clear = maker('redis:UNLINK')

  it('deletes what fits and nothing else', async () => {
    await fill('plan', 30)
    await fill('session', 20)
    expect(await caches.count(target, 'plan:*')).toEqual({
      matching: 30,
      looked: 50,
      all: 50,
      some: ['plan:0', 'plan:1', 'plan:10', 'plan:11', 'plan:12'],
    })
    const result = await clear.start(params, made)
    expect(await redis.dbsize()).toBe(50)
    expect(await clear.observe!(params, result, made)).toEqual({
      is: 'done',
      progress: { done: 1, of: 1, what: 'pass over all keys', said: ['30 keys deleted'] },
    })
    expect((await redis.keys('*')).every(key => key.startsWith('session:'))).toBe(true)
  })

  it('of many keys goes on with every look at it, and whoever takes over begins anew', async () => {
    await fill('other', 120_000)
    await fill('plan', 10)
    const result = await clear.start(params, made)
    const first = await clear.observe!(params, result, made)
    expect(first).toMatchObject({ is: 'going', progress: { what: 'keys looked at' } })
    const another = maker('redis:UNLINK')
    const seen = [await another.observe!(params, result, made), await another.observe!(params, result, made)]
    expect(seen.map(({ is }) => is)).toEqual(['going', 'done'])
    expect(await clear.observe!(params, result, made)).toMatchObject({ is: 'done' })
    expect(await redis.dbsize()).toBe(120_000)
  })

  it('is stopped where somebody wants that', async () => {
    await fill('other', 120_000)
    const result: Json = await clear.start(params, made)
    await clear.observe!(params, result, made)
    await clear.cancel!(params, result, () => {})
    expect(await clear.observe!(params, result, made)).toMatchObject({
      is: 'failed',
      why: 'Stopped after 0 keys.',
    })
  })
})

describe('flushing', () => {
  const flush = maker('redis:FLUSHDB')

  it('deletes every key, of this database only, and is known to have been done', async () => {
    await fill('plan', 30)
    await redis.select(2)
    await redis.set('kept', '1')
    await redis.select(1)
    expect(await flush.look(target, made)).toEqual({ is: 'before' })
    await flush.start(target, made)
    expect(await flush.look(target, made)).toEqual({ is: 'after', result: {} })
    expect(await flush.look(target, { run: 'another', step: 0 })).toEqual({ is: 'before' })
    expect(await redis.keys('plan:*')).toEqual([])
    expect(await redis.ttl('belay:flush:run1/0')).toBeGreaterThan(0)
    await redis.select(2)
    expect(await redis.get('kept')).toBe('1')
    await redis.select(1)
  })
})

describe('a Redis that', () => {
  it('is away is told of, without its address', async () => {
    const error = await caches.info({ url: { secret: 'env:CACHE' } }).catch((error: unknown) => error)
    expect(error).toMatchObject({
      message: 'Redis did not answer INFO: connection refused.',
      fault: { service: 'redis', fault: 'away', effect: 'none' },
    })
  })

  it('does not let Belay do it says what to allow', async () => {
    if (server.kind === 'embedded') return
    await redis.acl('SETUSER', 'looker', 'on', '>pw', '~*', '+info', '+ping', '+select')
    const limited = { url: 'redis://looker:pw@cache:6379/1' }
    await expect(caches.count(limited, 'plan:*')).rejects.toThrow(
      "Belay's user of Redis may not use SCAN: allow it to, with ACL SETUSER.",
    )
    await expect(caches.size({ url: 'redis://looker:no@cache:6379/1' })).rejects.toThrow(
      'Redis does not let Belay in (WRONGPASS): check its address and password.',
    )
  })
})
