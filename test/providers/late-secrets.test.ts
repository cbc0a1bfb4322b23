import { Redis } from 'ioredis'
import { expect, it, onTestFinished } from 'vitest'
import { createMongoDb as simulateMongo } from '../../sandbox/mongodb/mongodb.ts'
import { createPostgres as simulatePostgres } from '../../sandbox/postgres/postgres.ts'
import { startRedis } from '../../sandbox/redis.ts'
import { TakenOver } from '../../src/engine/performer.ts'
import { type Maker, makers } from '../../src/ports/calls/call.ts'
import { createAsk as askingMongo } from '../../src/providers/mongodb/ask.ts'
import { createSetUserPassword } from '../../src/providers/mongodb/set-user-password.ts'
import { createAsk as askingPostgres } from '../../src/providers/postgres/ask.ts'
import { postgresMakers } from '../../src/providers/postgres/makers.ts'
import { createPostgres } from '../../src/providers/postgres/postgres.ts'
import { createSetRolePassword } from '../../src/providers/postgres/set-role-password.ts'
import { createAsk as askingRedis } from '../../src/providers/redis/ask.ts'
import { redisMakers } from '../../src/providers/redis/makers.ts'

type Secrets = { reveal(): Promise<string> }

interface Store {
  url: string
  makers(secrets: Secrets): Maker[]
  /** What it has been told to change. */
  changes(): Promise<unknown[]>
}

const held = async () => 'cnry-word'

const stores: Record<string, () => Promise<Store>> = {
  async PostgreSQL() {
    const { url, asked, close } = await simulatePostgres({ now: Date.now })
    onTestFinished(close)
    return {
      url,
      changes: async () => asked.filter(sql => /^(?:ALTER|VACUUM|REINDEX)|pg_terminate_backend/.test(sql)),
      makers(secrets) {
        const ask = askingPostgres({ secrets })
        return [
          createSetRolePassword(ask, held),
          ...postgresMakers(ask, createPostgres(ask), { now: () => 0 }),
        ]
      },
    }
  },

  async MongoDB() {
    const { url, asked, close } = await simulateMongo()
    onTestFinished(close)
    return {
      url,
      changes: async () => asked,
      makers: secrets => [createSetUserPassword(askingMongo({ secrets }), held)],
    }
  },

  async Redis() {
    const { url, stop } = await startRedis()
    const redis = new Redis(url)
    await redis.set('plan:1', 'x')
    onTestFinished(async () => {
      redis.disconnect()
      await stop()
    })
    return {
      url,
      changes: async () => ((await redis.dbsize()) === 1 ? [] : ['FLUSHDB']),
      makers: secrets => redisMakers(askingRedis({ secrets })),
    }
  },
}

const params = {
  ...{ url: { secret: 'env:X' }, user: 'app', secret: 'shop/app', version: 'v1', table: 'public.bookings' },
  ...{ idleMs: 0, vacuumedAt: null, files: {} },
}

it.each([
  ['PostgreSQL', 'postgres:ALTER ROLE PASSWORD'],
  ['PostgreSQL', 'postgres:pg_terminate_backend'],
  ['PostgreSQL', 'postgres:VACUUM ANALYZE'],
  ['PostgreSQL', 'postgres:REINDEX TABLE CONCURRENTLY'],
  ['MongoDB', 'mongodb:updateUser'],
  ['Redis', 'redis:FLUSHDB'],
])('%s: who has lost a call while its address was looked up does not send it (%s)', async (name, action) => {
  const store = await stores[name]!()
  let isLost = false
  const secrets = {
    async reveal() {
      isLost = true
      return store.url
    },
  }
  const lost = new TakenOver('call')
  const guard = () => {
    if (isLost) throw lost
  }
  const maker = makers(...store.makers(secrets)).get(action)!
  await expect(maker.start(params, { run: 'run1', step: 0 }, guard)).rejects.toBe(lost)
  expect(await store.changes()).toEqual([])
})
