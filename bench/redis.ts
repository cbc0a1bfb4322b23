import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRedis } from '../sandbox/redis.ts'

/**
 * A Redis that has each write on the disk before it answers, as Belay asks for, and in which nothing else goes on: the
 * file is not rewritten while somebody is measured.
 */
export async function startDurableRedis(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'belay-bench-'))
  const { url, stop } = await startRedis({
    kind: 'redis-server',
    appendonly: folder,
    args: ['--auto-aof-rewrite-percentage', '0'],
  })
  return {
    url,
    async stop() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
