import { afterEach, describe, expect, test } from 'vitest'
import { type LocalRedis, type RedisOptions, startRedis } from '../../sandbox/redis.ts'
import { createAside } from '../../src/store/aside.ts'
import { createBarrier } from '../../src/store/barrier.ts'
import { createRedisClock } from '../../src/store/clock.ts'
import { type Connection, connect } from '../../src/store/connect.ts'
import { createHistory } from '../../src/store/history.ts'
import { finding } from '../../src/store/means.ts'
import { createRounds } from '../../src/store/rounds.ts'
import { createStore } from '../../src/store/store.ts'
import { aSave, aSystem, until } from '../contracts/rig.ts'
import { lacksRedisServer } from '../lacks.ts'
import { startCluster } from './cluster.ts'

const ends: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function start(options: RedisOptions): Promise<LocalRedis> {
  const local = await startRedis(options)
  ends.push(() => local.stop())
  return local
}
const server = (...args: string[]) =>
  start({ kind: 'redis-server', args: ['--repl-diskless-sync-delay', '0', ...args] })

/** A process on a Redis, and what it has to ask of Redis until a save of its is kept. */
async function aProcess(url: string) {
  const redis = await connect(url)
  const clock = await createRedisClock(redis)
  const history = createHistory(redis, clock)
  const store = createStore(redis, clock, { history })
  const made = createBarrier(redis, history)
  ends.push(() => {
    clock.stop()
    redis.disconnect()
  })
  return { redis, store, ...made }
}

const clients = async (redis: Connection) =>
  String(await redis.client('LIST'))
    .trim()
    .split('\n').length

describe('The barrier', () => {
  test('cannot tell where Redis keeps nothing, and asks for nothing then', async () => {
    const { url } = await start({ kind: 'embedded' })
    const { barrier, means, redis } = await aProcess(url)
    expect(await barrier(aSystem())).toBe('cannot-tell')
    expect(await clients(redis)).toBe(1)
    expect(finding(await means())).toContain('nothing but snapshots')
  })

  describe.skipIf(lacksRedisServer('the barrier on a redis-server'))('on a redis-server', () => {
    test('is down at once where every write is kept: not one command', async () => {
      const { url } = await server('--appendonly', 'yes', '--appendfsync', 'always')
      const { barrier, means, store, redis } = await aProcess(url)
      const system = aSystem()
      await store.save(aSave(system))
      expect(await barrier(system)).toBe('kept')
      const before = await redis.info('commandstats')
      for (let i = 0; i < 100; i++) await barrier(system)
      const calls = (stats: string) => stats.match(/cmdstat_(?!info)\S+:calls=\d+/g)
      expect(calls(await redis.info('commandstats'))).toEqual(calls(before))
      expect(await clients(redis)).toBe(1)
      expect(finding(await means())).toBeUndefined()
    })

    test.each([
      ['everysec', 'once a second'],
      ['no', 'operating system'],
    ])('cannot tell with %s before Redis 7.2, and says what to set', async (appendfsync, words) => {
      const { url } = await server('--appendonly', 'yes', '--appendfsync', appendfsync)
      const { barrier, means } = await aProcess(url)
      expect(await barrier(aSystem())).toBe('cannot-tell')
      expect(finding(await means())).toContain(words)
      expect(finding(await means())).toContain('appendfsync always')
    })

    test('waits for a replica where there is one, and no longer when it has gone', async () => {
      const master = await server('--appendonly', 'yes', '--appendfsync', 'always')
      const replica = await server('--replicaof', `127.0.0.1 ${master.port}`)
      const { barrier, store, redis } = await aProcess(master.url)
      await until(async () => (await redis.info('replication')).includes('state=online'))
      const system = aSystem()
      const save = aSave(system)
      await store.save(save)
      expect(await barrier(system)).toBe('kept')
      const copy = await connect(replica.url)
      expect(await copy.exists(`belay:{${system}}:operation:${save.operation}`)).toBe(1)
      copy.disconnect()

      await replica.stop()
      await until(async () => (await redis.info('replication')).includes('connected_slaves:0'))
      await expect(barrier(system)).rejects.toMatchObject({ fault: { service: 'redis', fault: 'away' } })
      expect(await barrier(system)).toBe('kept')
    })

    test('does not pass over what is gone', async () => {
      const master = await server()
      await server('--replicaof', `127.0.0.1 ${master.port}`)
      const { barrier, store, redis } = await aProcess(master.url)
      await until(async () => (await redis.info('replication')).includes('state=online'))
      const system = aSystem()
      const save = aSave(system)
      await store.save(save)
      expect(await barrier(system)).toBe('kept')

      await redis.del(`belay:{${system}}:operation:${save.operation}`)
      await expect(barrier(system)).rejects.toThrow('what was saved is gone')
      expect(await store.save(save)).toBe('saved')
      expect(await barrier(system)).toBe('kept')
    })

    test('is waited for by what belongs to no system, too', async () => {
      const master = await server()
      const replica = await server('--replicaof', `127.0.0.1 ${master.port}`)
      const { barrier, redis } = await aProcess(master.url)
      await until(async () => (await redis.info('replication')).includes('state=online'))
      const delivery = { source: 'pagerduty', delivery: 'D1', why: 'It is not JSON.', body: '{' }
      const id = await createAside(redis, barrier).keep(delivery)
      const copy = await connect(replica.url)
      expect(await copy.xrange('belay:aside:{pagerduty}', id, id)).toHaveLength(1)
      copy.disconnect()
    })

    test('asks the node of a Cluster that holds the system', async () => {
      const cluster = await startCluster()
      ends.push(cluster.stop)
      const masters = [...cluster.url.matchAll(/127\.0\.0\.1:\d+/g)].map(([address]) =>
        address.replace(':', ' '),
      )
      for (const master of masters) {
        const node = await connect(`redis://${master.replace(' ', ':')}`)
        await node.config('SET', 'repl-diskless-sync-delay', 0)
        await server('--replicaof', master)
        await until(async () => (await node.info('replication')).includes('state=online'))
        node.disconnect()
      }
      const { barrier, store, redis } = await aProcess(cluster.url)
      const systems = Array.from({ length: 12 }, aSystem)
      for (const system of systems) await store.save(aSave(system))
      expect(new Set(await Promise.all(systems.map(barrier)))).toEqual(new Set(['kept']))
      const what = { delivery: 'D1', why: 'It is not JSON.', body: '{' }
      for (const source of systems) await createAside(redis, barrier).keep({ ...what, source })
    })

    /**
     * Before 7.2 there is no WAITAOF: here LRANGE goes by its name, so that `WAITAOF 1 0 …` answers what the list `1`
     * says: how many disks and how many replicas have it.
     */
    test('waits for the disk with everysec, where the server can', async () => {
      const { url } = await server(
        '--appendonly',
        'yes',
        '--appendfsync',
        'everysec',
        '--rename-command',
        'LRANGE',
        'WAITAOF',
      )
      const { barrier, means, store, redis } = await aProcess(url)
      const system = aSystem()
      await store.save(aSave(system))
      await redis.rpush('1', 1, 0)
      expect(await barrier(system)).toBe('kept')
      expect(finding(await means())).toContain('only once it is written')
      await redis.lset('1', 0, 0)
      await expect(barrier(system)).rejects.toThrow('not kept within')
      await redis.lset('1', 0, 1)
      expect(await barrier(system)).toBe('kept')
    })
  })
})

describe('Rounds', () => {
  test('who comes while one is under way shares the next, and each learns how its own went', async () => {
    const begun: string[][] = []
    const ends: ((error?: Error) => void)[] = []
    const join = createRounds(members => {
      begun.push(members)
      return new Promise((resolve, reject) => ends.push(error => (error ? reject(error) : resolve())))
    })
    const first = join('a')
    await until(() => begun.length === 1)
    const second = [join('b'), join('c'), join('b')]
    ends[0]!(new Error('late'))
    await expect(first).rejects.toThrow('late')
    await until(() => begun.length === 2)
    const third = join('a')
    ends[1]!()
    await Promise.all(second)
    await until(() => begun.length === 3)
    ends[2]!()
    await third
    expect(begun).toEqual([['a'], ['b', 'c'], ['a']])
  })
})
