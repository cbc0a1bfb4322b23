import { startCluster } from '../../test/store/cluster.ts'
import { createFailover } from './failover.ts'
import type { Layout } from './layout.ts'
import { createServer } from './server.ts'
import { createTailLost } from './tail-lost.ts'

export interface Variant {
  what: string
  start(): Promise<Layout>
  /** What Redis said was saved it may have lost by nature: what is open is healed, the rest is counted and told. */
  mayLose?: true
  /** What it said was saved is lost each time: Belay has to notice it, and to hold what was approved. */
  loses?: true
}

const always = ['--appendfsync', 'always']

/** The Redis that Belay is tried on, by name. */
export const variants = {
  steady: {
    what: 'one Redis, every write kept at once',
    async start() {
      const server = await createServer(...always)
      await server.start()
      return server
    },
  },
  restart: {
    what: 'the same, killed three times and started again',
    async start() {
      const server = await createServer(...always)
      await server.start()
      return {
        url: server.url,
        async trouble() {
          await server.end()
          await server.start()
        },
        stop: server.stop,
      }
    },
  },
  sentinel: {
    what: 'a master and a replica behind a Sentinel; the master is killed three times',
    start: createFailover,
    mayLose: true,
  },
  cluster: {
    what: 'a Cluster of three masters, every write kept at once',
    start: () => startCluster('--appendonly', 'yes', ...always),
  },
  tail: {
    what: 'one Redis, kept once a second; its machine fails three times, and the last second is gone',
    start: createTailLost,
    mayLose: true,
    loses: true,
  },
} satisfies Record<string, Variant>
export type VariantName = keyof typeof variants
