import { Cluster } from 'ioredis'
import { expect, test } from 'vitest'
import { variants } from '../../torture/redis/variants.ts'
import { lacksRedisServer } from '../lacks.ts'

test.skipIf(lacksRedisServer('a Cluster that keeps each write at once'))(
  'every master of the Cluster keeps each write at once',
  async () => {
    const { url, stop } = await variants.cluster.start()
    const ports = [...url.matchAll(/:(\d+)/g)].map(([, port]) => Number(port))
    const cluster = new Cluster(ports.map(port => ({ host: '127.0.0.1', port })))
    try {
      await cluster.ping()
      const kept = cluster.nodes('master').map(async node => {
        const [[, file], [, sync]] = [
          await node.config('GET', 'appendonly'),
          await node.config('GET', 'appendfsync'),
        ] as [[string, string], [string, string]]
        return [file, sync]
      })
      expect(await Promise.all(kept)).toEqual(Array(3).fill(['yes', 'always']))
    } finally {
      cluster.disconnect()
      await stop()
    }
  },
)
