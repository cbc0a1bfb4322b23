import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endingWithUs } from '../../sandbox/child.ts'
import { freePort } from '../../sandbox/redis.ts'

const debian = '/usr/lib/postgresql'

/** Where PostgreSQL's own programs are, as Debian has them; undefined where it is not installed. */
function programs(): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map(version => join(debian, version, 'bin')).find(bin => existsSync(join(bin, 'initdb')))
}

export const bin = programs()

/** PostgreSQL does not run as root: as nobody then, whose folders these are. */
const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

/** A cluster of one's own, on a free port of this machine. */
export async function startPostgres(more: Record<string, number> = {}): Promise<{
  url: string
  stop(): Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'belay-postgres-'))
  if (asNobody.uid !== undefined) await chown(folder, asNobody.uid, asNobody.gid!)
  const data = join(folder, 'data')
  execFileSync(join(bin!, 'initdb'), ['-D', data, '-U', 'owner', '-A', 'trust', '-N', '-E', 'UTF8'], {
    stdio: 'ignore',
    ...asNobody,
  })
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    fsync: 'off',
    max_connections: 20,
    shared_preload_libraries: 'pg_stat_statements',
    autovacuum: 'off',
    ...more,
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const started = spawn(join(bin!, 'postgres'), ['-D', data, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...asNobody,
  })
  const server = endingWithUs(started, 'SIGQUIT')
  await new Promise<void>((resolve, reject) => {
    let said = ''
    server.stderr.on('data', (chunk: Buffer) => {
      said += chunk
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('exit', () => reject(new Error(said)))
  })
  return {
    url: `postgres://owner@127.0.0.1:${port}/postgres`,
    async stop() {
      const exited = once(server, 'exit')
      server.kill('SIGINT')
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}
