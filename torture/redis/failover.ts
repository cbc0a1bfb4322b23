import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { endingWithUs } from '../../sandbox/child.ts'
import { freePort } from '../../sandbox/redis.ts'
import type { Layout } from './layout.ts'
import { createServer, type Server } from './server.ts'

const lookMs = 100

/** A master and a replica, and a Sentinel that makes the replica the master when the master is gone. */
export async function createFailover(): Promise<Layout> {
  const servers = [await newServer(), await newServer()] as const
  await servers[0].start()
  await servers[1].start('--replicaof', `127.0.0.1 ${servers[0].port}`)
  const sentinel = await startSentinel(servers[0])
  const watcher = new Redis(sentinel.url)
  const master = async (): Promise<Server> => {
    const [, port] = (await watcher.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'belay')) as string[]
    return servers.find(server => `${server.port}` === port)!
  }
  const hasReplica = async (): Promise<boolean> => {
    const asked = new Redis((await master()).url)
    const info = await asked.info('replication').catch(() => '')
    asked.disconnect()
    return info.includes('state=online')
  }
  await until(hasReplica)
  await until(async () =>
    String(await watcher.call('SENTINEL', 'REPLICAS', 'belay')).includes(`${servers[1].port}`),
  )

  return {
    url: `redis+sentinel://127.0.0.1:${sentinel.port}/belay`,
    async trouble() {
      await until(hasReplica)
      const lost = await master()
      await lost.end()
      await until(async () => (await master()) !== lost)
      // Back on its feet it follows the other one, as the Sentinel tells it.
      await lost.start('--replicaof', `127.0.0.1 ${(await master()).port}`)
      await until(hasReplica)
    },
    async stop() {
      watcher.disconnect()
      await sentinel.stop()
      await Promise.all(servers.map(server => server.stop()))
    },
  }
}

const newServer = () => createServer('--appendfsync', 'always', '--repl-diskless-sync-delay', '0')

async function startSentinel(master: Server) {
  const port = await freePort()
  const file = join(master.folder, 'sentinel.conf')
  const lines = [
    `sentinel monitor belay 127.0.0.1 ${master.port} 1`,
    'sentinel down-after-milliseconds belay 1000',
    'sentinel failover-timeout belay 5000',
  ]
  await writeFile(file, `${lines.join('\n')}\n`)
  const args = [file, '--sentinel', '--port', `${port}`, '--bind', '127.0.0.1']
  const sentinel = endingWithUs(spawn('redis-server', args, { stdio: 'ignore' }), 'SIGKILL')
  await once(sentinel, 'spawn')
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      const exited = once(sentinel, 'exit')
      sentinel.kill('SIGKILL')
      await exited
    },
  }
}

async function until(look: () => Promise<boolean>): Promise<void> {
  while (!(await look())) await sleep(lookMs)
}
