import { Redis } from 'ioredis'
import { cacheTakes } from '../../sandbox/aws/elasticache.ts'
import { expect, type Stage, story } from './stage.ts'

const arbor = '#arbor-alerts'

async function cache<T>({ world }: Stage, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(world.cacheUrl)
  try {
    return await work(redis)
  } finally {
    redis.disconnect()
  }
}

story('a cache: how many hits, how full, and all of one section', async stage => {
  const { ana } = stage
  await cache(stage, async redis => {
    await redis.config('RESETSTAT')
    await redis.get('plan:1')
    for (let i = 0; i < 30; i++) await redis.get('plan:none')
  })
  await ana.types('/belay cache info', arbor)
  await ana.alone.shows('redis, production: ', '% hits', 'Memory', 'Clients', 'keys=60', '[All of memory]')
  await ana.types('/belay cache info --section clients', arbor)
  await ana.alone.shows('clients of redis, production', 'connected_clients')
  await ana.types('/belay cache info --section nonsense', arbor)
  await ana.alone.shows('Redis has no section nonsense: it has server, clients, memory')
  await ana.types('/belay redis-cli flushdb', arbor)
  await ana.alone.shows('"redis-cli flushdb" is cache flush here', '[cache flush]')
  await ana.types('/belay health postgres', arbor)
  await ana.clicks('health', await ana.alone.message('postgres of Arbor Energy production is a database'))
  await ana.alone.shows('Arbor Energy production: 6 fine')
  await ana.types('/belay restart redis', arbor)
  const nodes = await ana.alone.message('redis of Arbor Energy production is a cache, and no service.')
  expect(nodes.buttons).toEqual(['cache restart redis', 'cache info redis', 'cache nodes redis'])
})

story('keys by pattern are counted, and deleted once Ben has approved', async stage => {
  const { ana, ben } = stage
  await ana.types('/belay cache clear *', arbor)
  await ana.alone.shows('* fits nearly every key', '[Flush it]')
  await ana.types('/belay cache clear nothing:*', arbor)
  await ana.alone.shows('No key of redis, production fits nothing:*', '[Cache info]')
  await ana.types('/belay cache clear plan:*', arbor)
  const asked = await stage.channel(arbor).message('waits for approval: clear plan:* of redis, production')
  expect(asked.plain).toContain('40 of 60 keys → gone')
  expect(asked.plain).toContain('Such as plan:0, plan:1, plan:10')
  await ben.clicks('Approve', asked)
  await stage.channel(arbor).message('done: clear plan:* of redis, production', '40 keys deleted')
  expect(await cache(stage, redis => redis.dbsize())).toBe(20)
})

story('a flush is destructive, and leaves what is not the cache alone', async stage => {
  const { ana, ben, world } = stage
  await ana.types('/belay cache flush --reason "poisoned"', arbor)
  const asked = await stage.channel(arbor).message('waits for approval: flush redis, production')
  expect(asked.plain).toContain('60 keys → none')
  await ben.clicks('Approve', asked)
  await stage.channel(arbor).message('done: flush redis, production')
  expect(await cache(stage, redis => redis.keys('plan:*'))).toEqual([])
  // What Belay itself keeps is beside it.
  await ana.types('/belay runs', arbor)
  await ana.alone.shows('flush redis, production')
  expect(world.redis.url).not.toBe(world.cacheUrl)
})

story('a cache in ElastiCache: its nodes, a snapshot, and a restart node by node', async stage => {
  const { ana, ben, world } = stage
  await ana.types('/belay cache nodes', arbor)
  await ana.alone.shows('🟢 redis, production: available, 2 of 2 nodes available', 'primary', 'replica')
  await ana.types('/belay cache snapshot --name arbor-redis-manual', arbor)
  const asked = await stage.channel(arbor).message('waits for approval: make a snapshot of redis')
  await ben.clicks('Approve', asked)
  await stage.channel(arbor).message('under way: make a snapshot of redis', 'it is creating')
  await stage.later(cacheTakes.snapshot)
  await stage.channel(arbor).message('done: make a snapshot of redis')
  await ana.types('/belay cache snapshots', arbor)
  await ana.alone.shows('1 snapshot of redis, production', 'arbor-redis-manual')

  await ana.types('/belay cache restart', arbor)
  const restart = await stage.channel(arbor).message('waits for approval: restart redis, production')
  await ben.clicks('Approve', restart)
  for (let node = 0; node < 2; node++) {
    await stage
      .channel(arbor)
      .message('under way: restart redis', `${node} of 2 steps done`, 'it is rebooting')
    await stage.later(cacheTakes.reboot)
  }
  await stage.channel(arbor).message('done: restart redis, production')
  const nodes = world.aws.asked
    .filter(({ action }) => action === 'RebootCacheCluster')
    .map(({ input }) => input.CacheClusterId)
  expect(nodes).toEqual(['arbor-production-redis-002', 'arbor-production-redis-001'])
})
