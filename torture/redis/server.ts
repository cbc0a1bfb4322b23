import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { endingWithUs } from '../../sandbox/child.ts'
import { freePort } from '../../sandbox/redis.ts'

/** A redis-server whose files and address outlive it. */
export async function createServer(...args: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'belay-torture-redis-'))
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  const place = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '']
  let server: ChildProcess | undefined

  async function end(): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, 'exit')
    server.kill('SIGKILL')
    await exited
  }

  return {
    folder,
    port,
    url,
    /** Resolves when it answers, with all that it has kept. */
    async start(...more: string[]): Promise<void> {
      const all = [...place, '--appendonly', 'yes', ...args, ...more]
      server = endingWithUs(spawn('redis-server', all, { stdio: 'ignore' }), 'SIGKILL')
      await once(server, 'spawn')
      await answers(url)
    },
    /** Ends it as when its machine fails. */
    end,
    async stop(): Promise<void> {
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
