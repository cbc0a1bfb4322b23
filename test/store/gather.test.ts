import { once } from 'node:events'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type LocalRedis, startRedis } from '../../sandbox/redis.ts'
import { connect } from '../../src/store/connect.ts'

let local: LocalRedis
let redis: Redis
beforeAll(async () => {
  local = await startRedis()
  redis = (await connect(local.url)) as Redis
})
afterAll(async () => {
  redis.disconnect()
  await local.stop()
})

/** How often something was sent, alone and together, until all has been answered. */
async function sent(ask: () => Promise<unknown>) {
  const alone = vi.spyOn(redis.stream, '_write')
  const together = vi.spyOn(redis.stream, '_writev' as '_write')
  await ask()
  return { alone: alone.mock.calls.length, together: together.mock.calls.length }
}

const many = () => Promise.all(Array.from({ length: 20 }, (_, i) => redis.incrby('sum', i)))

test('what is asked in one turn is sent in one piece, and answered each', async () => {
  expect(await sent(async () => expect((await many()).at(-1)).toBe(190))).toEqual({ alone: 0, together: 1 })
})

test('so it is on a connection that came back', async () => {
  redis.stream.destroy()
  await once(redis, 'ready')
  expect(await sent(many)).toEqual({ alone: 0, together: 1 })
})
