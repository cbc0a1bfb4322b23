import { mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { type LocalRedis, startRedis } from '../../sandbox/redis.ts'
import { until } from '../contracts/rig.ts'
import { startProxy } from './proxy.ts'

export interface Mortal extends LocalRedis {
  /** How much there is in its append-only file by now, in bytes. */
  written(): Promise<number>
  /** Its machine fails, and is back at the same address with no more than so many bytes of the file. */
  failWith(bytes: number): Promise<void>
}

/** A redis-server that writes to its disk once a second, at an address that outlives it. */
export async function startMortal(): Promise<Mortal> {
  const folder = await mkdtemp(join(tmpdir(), 'belay-mortal-'))
  const args = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--dir', folder]
  let server = await startRedis({ kind: 'redis-server', args })
  let proxy = await startProxy(server.port)

  /** The part of the file that has been written since it was last made anew. */
  async function file(): Promise<string> {
    const parts = await readdir(join(folder, 'appendonlydir'))
    return join(folder, 'appendonlydir', parts.find(name => name.endsWith('.incr.aof'))!)
  }

  return {
    url: proxy.url,
    port: proxy.port,
    kind: 'redis-server',
    async written() {
      const redis = new Redis(server.url)
      await until(async () => (await redis.info('persistence')).includes('aof_buffer_length:0'))
      redis.disconnect()
      return (await stat(await file())).size
    },
    async failWith(bytes) {
      await server.stop()
      await proxy.stop()
      await truncate(await file(), bytes)
      server = await startRedis({ kind: 'redis-server', args })
      proxy = await startProxy(server.port, proxy.port)
    },
    async stop() {
      await proxy.stop()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
