import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Redis } from 'ioredis'
import { endingWithUs } from './child.ts'

/** A Redis of one's own, on a free port of this machine. */
export interface LocalRedis {
  url: string
  port: number
  kind: 'redis-server' | 'embedded'
  stop(): Promise<void>
}

export interface RedisOptions {
  /** Which one: `redis-server` from the PATH, or the Valkey that npm brings. Without it, the first when there is one. */
  kind?: LocalRedis['kind']
  /** Keeps what is written in an append-only file, in this folder. Only `redis-server` can. */
  appendonly?: string
  /** Where it listens; a free port without it. */
  port?: number
  /** More of redis-server's arguments. */
  args?: string[]
}

/** Whether a `redis-server` is on the PATH. */
export const hasRedisServer = (): boolean =>
  (process.env.PATH ?? '').split(delimiter).some(folder => existsSync(join(folder, 'redis-server')))

/** Starts a Redis and resolves once it answers. */
export async function startRedis(options: RedisOptions = {}): Promise<LocalRedis> {
  const kind = options.kind ?? (hasRedisServer() ? 'redis-server' : 'embedded')
  const port = options.port ?? (await freePort())
  const stop = kind === 'embedded' ? await startValkey(port) : await startServer(port, options)
  const url = `redis://127.0.0.1:${port}`
  try {
    await answers(url)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, port, kind, stop }
}

async function startValkey(port: number): Promise<() => Promise<void>> {
  const program = fileURLToPath(new URL('valkey.mjs', import.meta.url))
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, `${port}`], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  await once(server, 'spawn')
  return () => end(server, 'SIGKILL')
}

async function startServer(
  port: number,
  { appendonly, args = [] }: RedisOptions,
): Promise<() => Promise<void>> {
  const folder = appendonly ?? (await mkdtemp(join(tmpdir(), 'belay-redis-')))
  const keeping = appendonly ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no']
  const place = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder]
  const all = [...place, '--save', '', ...keeping, ...args]
  const server = endingWithUs(spawn('redis-server', all, { stdio: 'ignore' }), 'SIGTERM')
  await once(server, 'spawn')
  return async () => {
    await end(server, appendonly ? 'SIGTERM' : 'SIGKILL')
    if (!appendonly) await rm(folder, { recursive: true, force: true })
  }
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const exited = once(server, 'exit')
  server.kill(signal)
  await exited
}

/**
 * A port that nothing listens on at the moment. It is none of those that the system gives to whoever connects, or listens
 * on any: between this and its being listened on it would give it to somebody else.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + randomInt(10_000)
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1')
  try {
    await once(probe, 'listening')
  } catch {
    return false
  }
  probe.close()
  await once(probe, 'close')
  return true
}

async function answers(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    // On a busy machine a server may need longer than twenty of these.
    maxRetriesPerRequest: null,
    retryStrategy: times => (times > 200 ? null : 50),
  })
  redis.on('error', () => {}) // It is not up yet: the last failure rejects the ping.
  try {
    await redis.ping()
  } finally {
    redis.disconnect()
  }
}

/** Puts keys into a Redis, as a team's cache has them: plans, and who is logged in. */
export async function fillCache(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
  try {
    await redis.connect()
    const pairs = Array.from({ length: 60 }, (_, i) => [i < 40 ? `plan:${i}` : `session:${i}`, `${i}`])
    await redis.mset(Object.fromEntries(pairs))
  } finally {
    redis.disconnect()
  }
}
