import type { Redis } from 'ioredis'
import { expect, it, onTestFinished } from 'vitest'
import { startRedis } from '../../sandbox/redis.ts'
import { createWellness } from '../../src/status/wellness.ts'
import { connect } from '../../src/store/connect.ts'
import { takesWrites } from '../../src/store/takes-writes.ts'

it('a Redis that is full answers, and Belay is not well all the same', async () => {
  const server = await startRedis()
  onTestFinished(server.stop)
  const redis = (await connect(server.url)) as Redis
  onTestFinished(() => redis.disconnect())
  const wellness = createWellness({
    systems: ['learnbot'],
    tryRedis: () => takesWrites(redis, ['learnbot']),
    knowsItself: () => true,
    now: () => 0,
  })
  const look = wellness.watched({ claim: async () => ({ claims: [] }) } as never)
  await look.claim('learnbot', 1, 1, [])
  await wellness.well()
  await redis.config('SET', 'maxmemory', '1')
  await expect(wellness.well()).rejects.toThrow('Redis answers OOM and takes nothing in')
  await redis.config('SET', 'maxmemory', '0')
  await wellness.well()
})
