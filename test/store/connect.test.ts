import { once } from 'node:events'
import { createServer } from 'node:net'
import { inspect } from 'node:util'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort, type LocalRedis, startRedis } from '../../sandbox/redis.ts'
import { createRedisClock, type RedisClock } from '../../src/store/clock.ts'
import { type Connection, connect } from '../../src/store/connect.ts'
import { asking } from '../../src/store/faults.ts'
import { createStore } from '../../src/store/store.ts'
import { anIncident, aSave, aSystem, until } from '../contracts/rig.ts'
import { lacksRedisServer } from '../lacks.ts'
import { startProxy } from './proxy.ts'

describe('A connection to Redis', () => {
  let local: LocalRedis
  let proxy: Awaited<ReturnType<typeof startProxy>>
  let redis: Connection
  let clock: RedisClock
  const faults: Error[] = []
  beforeAll(async () => {
    local = await startRedis()
    proxy = await startProxy(local.port)
    redis = await connect(proxy.url, { onError: error => faults.push(error) })
    clock = await createRedisClock(redis)
  })
  afterAll(async () => {
    clock.stop()
    redis.disconnect()
    await proxy.stop()
    await local.stop()
  })
  const back = () => until(() => redis.status === 'ready')

  test('a save whose answer was lost is not sent again by itself, and counts once when it is sent again', async () => {
    const store = createStore(redis, clock)
    const system = aSystem()
    const change = anIncident(system)
    const save = aSave(system, { changes: [change], audit: [{ at: 1, by: 'slack:U1', what: 'open' }] })
    await store.save(aSave(system))
    proxy.loseAnswers(true)
    await expect(store.save(save)).rejects.toMatchObject({
      name: 'OutsideError',
      fault: { service: 'redis', fault: 'away', effect: 'unknown' },
    })
    proxy.loseAnswers(false)
    await back()
    expect(await store.save(save)).toBe('repeated')
    expect(await store.timeline(system, change.incident.id)).toEqual(change.entries)
    expect((await store.audit(system, 10)).entries).toHaveLength(1)
  })

  test('a counter is not counted twice behind the back of who asked', async () => {
    const store = createStore(redis, clock)
    const first = await store.nextNumber()
    proxy.loseAnswers(true)
    await expect(store.nextNumber()).rejects.toMatchObject({ fault: { effect: 'unknown' } })
    proxy.loseAnswers(false)
    await back()
    expect(await store.nextNumber()).toBe(first + 2)
  })

  test('while Redis is away nothing waits: every call is refused at once, and works again when it is back', async () => {
    const own = await startRedis({ kind: 'embedded' })
    const between = await startProxy(own.port)
    const redis = await connect(between.url)
    const clock = await createRedisClock(redis)
    const store = createStore(redis, clock)
    await between.stop()
    await until(() => redis.status !== 'ready')
    const save = aSave(aSystem())
    await expect(store.save(save)).rejects.toMatchObject({
      fault: { service: 'redis', fault: 'away', effect: 'none' },
    })
    await expect(store.open('learnbot')).rejects.toMatchObject({ fault: { service: 'redis' } })

    const again = await startProxy(own.port, between.port)
    await until(() => redis.status === 'ready')
    expect(await store.isSaved(save.system, save.operation)).toBe(false)
    expect(await store.save(save)).toBe('saved')
    clock.stop()
    redis.disconnect()
    await again.stop()
    await own.stop()
  })

  test('what Redis refuses is told apart from what may work later', async () => {
    const refused = await asking('test', redis.eval("return redis.error_reply('ERR no')", 0)).catch(e => e)
    expect(refused).toMatchObject({ fault: { fault: 'refused', effect: 'none', code: 'ERR' } })
    const later = await asking('test', redis.eval("return redis.error_reply('LOADING soon')", 0)).catch(
      e => e,
    )
    expect(later).toMatchObject({ fault: { fault: 'away', effect: 'none', code: 'LOADING' } })
    // As Redis 6 says it of a command in a script.
    const line =
      'ERR Error running script (call to f_1028a5db): @user_script:41: @user_script: 41: -OOM no room'
    const full = await asking('test', redis.eval('return redis.error_reply(ARGV[1])', 0, line)).catch(e => e)
    expect(full).toMatchObject({ fault: { fault: 'away', effect: 'none', code: 'OOM' } })
  })

  test('a start without Redis fails in good time, and says what was tried', async () => {
    const port = await freePort()
    await expect(connect(`redis://127.0.0.1:${port}`, { timeoutMs: 300 })).rejects.toMatchObject({
      message: expect.stringContaining('ECONNREFUSED'),
      fault: { service: 'redis', fault: 'away', effect: 'none' },
    })
    const mute = createServer().listen(0, '127.0.0.1')
    await once(mute, 'listening')
    const { port: silent } = mute.address() as { port: number }
    await expect(connect(`redis://127.0.0.1:${silent}`, { timeoutMs: 300 })).rejects.toThrow('did not answer')
    mute.close()
  })
})

describe.skipIf(lacksRedisServer('a password that Redis refuses'))('A password that Redis refuses', () => {
  let local: LocalRedis
  beforeAll(async () => {
    local = await startRedis({ args: ['--cluster-enabled', 'yes'] })
    const redis = await connect(local.url)
    await redis.config('SET', 'requirepass', 'the-right-one')
    redis.disconnect()
  })
  afterAll(() => local.stop())

  test.each([
    ['alone', (port: number) => `redis://:wrong-but-secret@127.0.0.1:${port}`],
    ['with a name', (port: number) => `redis://belay:wrong-but-secret@127.0.0.1:${port}`],
    ['in a Cluster', (port: number) => `redis+cluster://:wrong-but-secret@127.0.0.1:${port}`],
  ])('%s is in no log line and in no error', async (_, url) => {
    const lines: string[] = []
    const log = pino({}, { write: (line: string) => void lines.push(line) })
    const onError = (err: Error) => log.warn({ err }, 'Redis')
    const error = await connect(url(local.port), { onError, timeoutMs: 1_000 }).catch((err: unknown) => err)
    log.error({ err: error }, 'no start')
    expect(lines.join('')).toContain('WRONGPASS')
    expect(lines.join('')).not.toContain('wrong-but-secret')
    expect(inspect(error, { depth: 10 })).not.toContain('wrong-but-secret')
  })
})
