import { readdir, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { startProxy } from '../../test/store/proxy.ts'
import type { Layout } from './layout.ts'
import { createServer } from './server.ts'

const everyMs = 100
/** What was written within this time before the failure is gone, in milliseconds. */
const lostMs = 1_000

/** A Redis that writes to its disk once a second; when its machine fails, what was written since is gone. */
export async function createTailLost(): Promise<Layout> {
  // Its file is never made anew, so that its length tells what was written when.
  const server = await createServer('--appendfsync', 'everysec', '--auto-aof-rewrite-percentage', '0')
  await server.start()
  let proxy = await startProxy(server.port)
  let lengths: { at: number; bytes: number }[] = []

  async function file(): Promise<string> {
    const folder = join(server.folder, 'appendonlydir')
    return join(folder, (await readdir(folder)).find(name => name.endsWith('.incr.aof'))!)
  }
  const note = setInterval(async () => {
    const at = performance.now()
    lengths = [...lengths.filter(one => at - one.at < 5_000), { at, bytes: (await stat(await file())).size }]
  }, everyMs)

  return {
    url: proxy.url,
    async trouble() {
      const at = performance.now()
      const { bytes } = lengths.findLast(one => at - one.at >= lostMs) ?? lengths[0]!
      await server.end()
      await proxy.stop()
      await truncate(await file(), bytes)
      await server.start()
      proxy = await startProxy(server.port, proxy.port)
    },
    async stop() {
      clearInterval(note)
      await proxy.stop()
      await server.stop()
    },
  }
}
