import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { freePort } from '../../sandbox/redis.ts'

/** A redis-server whose files and address outlive it. */
export async function createServer(...args: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'belay-torture-redis-'))
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  const place = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '']
  let server: ChildProcess | undefined
  const kill = () => server?.kill('SIGKILL')
  process.once('exit', kill)

  async function end(): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, 'exit')
    kill()
    await exited
  }

  return {
    folder,
    port,
    url,
    /** Resolves when it answers, with all that it has kept. */
    async start(...more: string[]): Promise<void> {
      server = spawn('redis-server', [...place, '--appendonly', 'yes', ...args, ...more], { stdio: 'ignore' })
      await once(server, 'spawn')
      await answers(url)
    },
    /** Ends it as when its machine fails. */
    end,
    async stop(): Promise<void> {
      process.off('exit', kill)
      await end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type Server = Awaited<ReturnType<typeof createServer>>

async function answers(url: string): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 })
  redis.on('error', () => {}) // It is not up yet.
  try {
    // While it loads what it has kept it answers so.
    while (!(await redis.ping().catch(() => false))) await sleep(50)
  } finally {
    redis.disconnect()
  }
}
