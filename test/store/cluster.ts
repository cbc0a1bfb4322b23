import { Redis } from 'ioredis'
import { type LocalRedis, startRedis } from '../../sandbox/redis.ts'
import { until } from '../contracts/rig.ts'

const slots = 16_384

/** A Redis Cluster of three masters on this machine; `more`: of redis-server's arguments for each. */
export async function startCluster(...more: string[]): Promise<Pick<LocalRedis, 'url' | 'stop'>> {
  const args = [
    '--cluster-enabled',
    'yes',
    '--cluster-node-timeout',
    '5000',
    '--cluster-announce-ip',
    '127.0.0.1',
    ...more,
  ]
  const nodes = await Promise.all([0, 1, 2].map(() => startRedis({ kind: 'redis-server', args })))
  const clients = nodes.map(({ url }) => new Redis(url))
  for (const [i, client] of clients.entries()) {
    const [from, to] = [0, 1].map(n => Math.floor(((i + n) * slots) / 3)) as [number, number]
    await client.call('CLUSTER', 'ADDSLOTSRANGE', from, to - 1)
    if (i > 0) await client.call('CLUSTER', 'MEET', '127.0.0.1', nodes[0]!.port)
  }
  for (const client of clients)
    await until(async () => {
      const info = String(await client.call('CLUSTER', 'INFO'))
      return info.includes('cluster_state:ok') && info.includes('cluster_known_nodes:3')
    })
  for (const client of clients) client.disconnect()
  return {
    url: `redis+cluster://${nodes.map(({ port }) => `127.0.0.1:${port}`).join()}`,
    async stop() {
      await Promise.all(nodes.map(node => node.stop()))
    },
  }
}
