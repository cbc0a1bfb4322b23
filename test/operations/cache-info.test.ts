import { expect, it } from 'vitest'
import { cacheInfo } from '../../src/operations/cache/info.ts'
import type { Caches } from '../../src/ports/caches.ts'
import { system } from '../domain/system-file.ts'

const learnbot = system(file => {
  file.environments.production.caches = { redis: { url: 'redis://cache:6379', hits: 80 } }
})
const where = { system: learnbot, environment: 'production', settings: learnbot.environments.production! }

const caches = (stats: Record<string, string>, memory: Record<string, string> = {}) =>
  ({
    info: async () =>
      new Map([
        ['stats', new Map(Object.entries(stats))],
        ['memory', new Map(Object.entries(memory))],
      ]),
  }) as unknown as Caches
const look = (...[stats, memory]: Parameters<typeof caches>) =>
  cacheInfo(caches(stats, memory)).read({ cache: 'redis' }, where)

it('is unsettled with fewer hits than the system file wants, and while it runs full', async () => {
  expect(await look({ keyspace_hits: '79', keyspace_misses: '21', evicted_keys: '7' })).toMatchObject({
    state: 'unsettled',
    title: 'redis, production: 79 % hits',
    lines: [
      '79 % of what is asked for is there, and the system file wants 80 %.',
      '7 keys had to make room for others since it started.',
    ],
  })
  const full = { used_memory: '95', maxmemory: '100', used_memory_human: '95B', maxmemory_human: '100B' }
  expect(await look({ keyspace_hits: '80', keyspace_misses: '20' }, full)).toMatchObject({
    state: 'unsettled',
    lines: ['95 % of its memory is used.'],
  })
})

it('is fine otherwise, also while nobody has asked it for anything', async () => {
  expect(await look({ keyspace_hits: '80', keyspace_misses: '20' })).toMatchObject({ state: 'fine' })
  expect(await look({})).toMatchObject({
    state: 'fine',
    title: 'redis, production: nobody has asked it for anything',
  })
})
