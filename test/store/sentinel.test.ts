import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { freePort, startRedis } from '../../sandbox/redis.ts'
import { createRedisClock } from '../../src/store/clock.ts'
import { connect } from '../../src/store/connect.ts'
import { createStore } from '../../src/store/store.ts'
import { aSave, aSystem, until } from '../contracts/rig.ts'
import { lacksRedisServer } from '../lacks.ts'

/** A Sentinel that watches one master by the name `belay`. */
async function startSentinel(master: number) {
  const folder = await mkdtemp(join(tmpdir(), 'belay-sentinel-'))
  const config = join(folder, 'sentinel.conf')
  await writeFile(config, `sentinel monitor belay 127.0.0.1 ${master} 1\n`)
  const port = await freePort()
  const process = spawn('redis-server', [config, '--sentinel', '--port', `${port}`, '--bind', '127.0.0.1'], {
    stdio: 'ignore',
  })
  await once(process, 'spawn')
  const stop = async () => {
    const exited = once(process, 'exit')
    process.kill()
    await exited
    await rm(folder, { recursive: true, force: true })
  }
  return { port, url: `redis://127.0.0.1:${port}`, stop }
}

/** How many bytes its replica is behind, as a master's INFO tells. */
function lag(info: string): number {
  const number = (pattern: RegExp) => Number(pattern.exec(info)?.[1])
  return number(/master_repl_offset:(\d+)/) - number(/slave0:.*offset=(\d+)/)
}

describe.skipIf(lacksRedisServer('a Sentinel'))('Behind a Sentinel', () => {
  test('the master is found by its name, and followed when it changes', { timeout: 60_000 }, async () => {
    const first = await startRedis({ kind: 'redis-server' })
    const second = await startRedis({
      kind: 'redis-server',
      args: ['--replicaof', `127.0.0.1 ${first.port}`, '--repl-diskless-sync-delay', '0'],
    })
    const sentinel = await startSentinel(first.port)

    const redis = await connect(`redis+sentinel://127.0.0.1:${sentinel.port}/belay`)
    const clock = await createRedisClock(redis)
    const store = createStore(redis, clock)
    const save = aSave(aSystem())

    const original = new Redis(first.url)
    await until(async () => (await original.info('replication')).includes('state=online'))
    expect(await store.save(save)).toBe('saved')
    await until(async () => lag(await original.info('replication')) === 0)
    original.disconnect()

    const watcher = new Redis(sentinel.url)
    await until(async () =>
      String(await watcher.call('SENTINEL', 'REPLICAS', 'belay')).includes(`${second.port}`),
    )
    await until(async () => (await watcher.call('SENTINEL', 'FAILOVER', 'belay').catch(() => '')) === 'OK')
    await until(async () => {
      const [, port] = (await watcher.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'belay')) as string[]
      return port === `${second.port}`
    })
    await first.stop()

    const later = aSave(save.system)
    await until(() => store.save(later).catch(() => false as const))
    expect(await store.isSaved(save.system, save.operation)).toBe(true)
    const master = new Redis(second.url)
    expect(await master.exists(`belay:{${save.system}}:operation:${later.operation}`)).toBe(1)

    clock.stop()
    for (const client of [redis, watcher, master]) client.disconnect()
    await Promise.all([sentinel.stop(), second.stop()])
  })
})
