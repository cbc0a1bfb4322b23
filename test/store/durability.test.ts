import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startRedis } from '../../sandbox/redis.ts'
import { createRedisClock } from '../../src/store/clock.ts'
import { connect } from '../../src/store/connect.ts'
import { durability } from '../../src/store/durability.ts'
import { createStore } from '../../src/store/store.ts'
import { aSave, aSystem } from '../contracts/rig.ts'
import { lacksRedisServer } from '../lacks.ts'

describe.skipIf(lacksRedisServer('what Redis may lose'))('What Redis may lose', () => {
  test('is known from how it keeps what is written', async () => {
    const forgetful = await startRedis({ kind: 'redis-server' })
    const lost = await connect(forgetful.url)
    expect(await durability(lost)).toBe('off')

    const keeping = await startRedis({ kind: 'redis-server', args: ['--appendonly', 'yes'] })
    const redis = await connect(keeping.url)
    for (const [setting, expected] of [
      ['everysec', 'everysec'],
      ['always', 'always'],
      ['no', 'never'],
    ] as const) {
      await redis.config('SET', 'appendfsync', setting)
      expect(await durability(redis)).toBe(expected)
    }
    for (const client of [lost, redis]) client.disconnect()
    await Promise.all([forgetful.stop(), keeping.stop()])
  })

  test('is unknown where Redis does not say', async () => {
    const local = await startRedis({ kind: 'redis-server', args: ['--rename-command', 'CONFIG', ''] })
    const redis = await connect(local.url)
    expect(await durability(redis)).toBe('unknown')
    redis.disconnect()
    await local.stop()
  })

  test('is nothing, where it says always: an operation is known after a restart', async () => {
    const appendonly = await mkdtemp(join(tmpdir(), 'belay-kept-'))
    const save = aSave(aSystem())
    for (const expected of ['saved', 'repeated']) {
      const local = await startRedis({ kind: 'redis-server', appendonly })
      const redis = await connect(local.url)
      const clock = await createRedisClock(redis)
      expect(await createStore(redis, clock).save(save)).toBe(expected)
      clock.stop()
      redis.disconnect()
      await local.stop()
    }
    await rm(appendonly, { recursive: true, force: true })
  })
})
