import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRedis, startRedis } from '../../sandbox/redis.ts'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Secret } from '../../src/domain/secret.ts'
import { assess } from '../../src/providers/redis-info.ts'
import { createRedisProbe } from '../../src/providers/redis-probe.ts'
import { lacksRedisServer } from '../lacks.ts'

const enough = 10_000
let value = ''
const asked: unknown[][] = []
const secrets = {
  reveal: async (...how: [Secret, unknown]) => {
    asked.push(how)
    if (value === '')
      throw new OutsideError('there is no secret', { service: 'aws', fault: 'refused', effect: 'none' })
    return value
  },
}
const probe = createRedisProbe({ secrets })
const look = async (url: string | Secret, timeoutMs = enough) => {
  const { state, detail } = await probe({ url, region: 'us-east-1' }, timeoutMs)
  return `${state}: ${detail.replace(/\d+ ms/, '_')}`
}

describe.skipIf(lacksRedisServer('the look at a Redis'))('a Redis', () => {
  let redis: LocalRedis
  let admin: Redis
  beforeAll(async () => {
    redis = await startRedis({ kind: 'redis-server' })
    admin = new Redis(redis.url)
  })
  afterAll(async () => {
    admin.disconnect()
    await redis.stop()
  })

  it('that answers is fine, with its hits and its memory', async () => {
    expect(await look(redis.url)).toMatch(/^fine: PONG in _, [\d.]+ [KM]B, without a limit$/)
    await admin.set('a', '1')
    for (const key of ['a', 'a', 'a', 'b']) await admin.get(key)
    await admin.config('SET', 'maxmemory', '100mb')
    expect(await look(redis.url)).toMatch(/^fine: PONG in _, 75 % hits, [\d.]+ [KM]B of 100 MB \(\d %\)$/)
  })

  it('that is full is slow, and says what it had to forget', async () => {
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru')
    await admin.config('SET', 'maxmemory', '3mb')
    const long = 'x'.repeat(10_000)
    for (let i = 0; i < 400; i++) await admin.set(`key-${i}`, long)
    expect(await look(redis.url)).toMatch(
      /^slow: .* of 3 MB \((?:9\d|100) %\), \d+ keys evicted since its start$/,
    )
    await admin.config('SET', 'maxmemory', '0')
    await admin.flushall()
  })

  it('behind a password is asked with the secret, which nobody reads', async () => {
    await admin.config('SET', 'requirepass', 'hunter2')
    value = redis.url.replace('redis://', 'redis://:hunter2@')
    const url = { secret: 'sm:arbor/production/redis' }
    expect(await look(url)).toMatch(/^fine: PONG/)
    expect(asked).toEqual([[url, { region: 'us-east-1' }]])
    value = value.replace('hunter2', 'hunter3')
    const wrong = await look(url)
    expect(wrong).toBe('unknown: it does not let Belay in (WRONGPASS): check its address and password')
    expect(await look(redis.url)).toBe(
      'unknown: it does not let Belay in (NOAUTH): check its address and password',
    )
    await admin.config('SET', 'requirepass', '')
  })

  it('where Belay may not look says so', async () => {
    await admin.call('ACL', 'SETUSER', 'belay', 'on', '>pw', '+ping')
    value = redis.url.replace('redis://', 'redis://belay:pw@')
    expect(await look({ secret: 'env:X' })).toBe('unknown: Belay’s user may not PING and INFO: allow it to')
  })

  it('is left again', async () => {
    const clients = async () =>
      String(await admin.client('LIST'))
        .trim()
        .split('\n').length
    const before = await clients()
    await look(redis.url)
    expect(await clients()).toBe(before)
  })
})

describe('where there is no Redis', () => {
  it('it is down', async () => {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise(resolve => server.close(resolve))
    expect(await look(`redis://127.0.0.1:${port}`)).toBe('down: connection refused')
  })

  it('that answers, it is down in time', async () => {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const { detail } = await probe({ url: `redis://127.0.0.1:${port}` }, 60)
    expect(detail).toBe('no answer in 60 ms')
    server.close()
  })

  it('since its secret is not found or is no address, nothing is known, and nothing is said of it', async () => {
    value = ''
    expect(await look({ secret: 'sm:x' })).toBe('unknown: there is no secret')
    value = 'https://:hunter2@cache'
    expect(await look({ secret: 'sm:x' })).toBe(
      'unknown: its address is not redis://host:port or rediss://host:port',
    )
  })
})

it.each([
  ['keyspace_hits:0\r\nkeyspace_misses:0\r\nused_memory:1048576\r\nmaxmemory:0\r\n', '1 MB, without a limit'],
  [
    'evicted_keys:12\r\nkeyspace_hits:985\r\nkeyspace_misses:15\r\nused_memory:1449551462\r\nmaxmemory:1610612736\r\n',
    '99 % hits, 1.35 GB of 1.5 GB (90 %), 12 keys evicted since its start',
  ],
])('INFO is read as people speak: %j', (info, words) => {
  expect(assess(info).said.join(', ')).toBe(words)
})
