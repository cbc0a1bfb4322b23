import type { z } from 'zod'
import { type Maker, maker, tagOf } from '../../../ports/calls/call.ts'
import { createCacheSnapshot, rebootNode } from '../../../ports/calls/elasticache.ts'
import type { ElastiCache } from '../../../ports/elasticache.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { tagsOf } from '../rds/instances.ts'
import { aboutCache } from './elasticache.ts'

/** Everything that changes something in ElastiCache. */
export const elastiCacheMakers = (aws: AwsClients, caches: ElastiCache): Maker[] => [
  createSnapshot(aws, caches),
  createReboot(aws, caches),
]

const createSnapshot = (aws: AwsClients, caches: ElastiCache): Maker =>
  maker<z.infer<typeof createCacheSnapshot.params>>({
    kind: createCacheSnapshot,
    repeatable: true,
    async look({ snapshot, group: _, ...place }, made) {
      const found = await caches.snapshot(snapshot, place)
      if (!found) return { is: 'before' }
      if ((await caches.runOf(found, place)) === tagOf(made)) return { is: 'after', result: { snapshot } }
      return {
        is: 'other',
        how: `There is a snapshot ${snapshot} already, which another run or person made.`,
      }
    },
    async start(params, made) {
      const { group, snapshot } = params
      await once(aboutCache('CreateSnapshot', params, 'replicationgroup', group), async abortSignal => {
        const client = await aws.elasticache(params)
        const asked = { ReplicationGroupId: group, SnapshotName: snapshot, Tags: tagsOf(made) }
        return client.createSnapshot(asked, { abortSignal })
      })
      return { snapshot }
    },
    async observe({ snapshot, group: _, ...place }) {
      const found = await caches.snapshot(snapshot, place)
      const status = found?.status ?? 'gone'
      const isMade = status === 'available'
      const progress = {
        done: isMade ? 1 : 0,
        of: isMade ? 1 : 0,
        what: 'snapshot made',
        said: [`it is ${status}`],
        begun: status,
      }
      if (isMade) return { is: 'done', progress }
      if (status === 'creating') return { is: 'going', progress }
      return { is: 'failed', why: `The snapshot ${snapshot} is ${status}.`, said: [] }
    },
  })

/** Restarts a node. Nothing tells afterwards that it was: a lost answer waits for a person, unless it restarts just then. */
const createReboot = (aws: AwsClients, caches: ElastiCache): Maker =>
  maker<z.infer<typeof rebootNode.params>>({
    kind: rebootNode,
    repeatable: false,
    async look({ node, nodeId: _, ...place }) {
      const status = await caches.node(node, place)
      if (status?.startsWith('rebooting')) return { is: 'after', result: {} }
      if (status === 'available') return { is: 'before' }
      return { is: 'other', how: `The node ${node} is ${status ?? 'gone'} now.` }
    },
    async start(params) {
      const { node, nodeId } = params
      await once(aboutCache('RebootCacheCluster', params, 'cluster', node), async abortSignal => {
        const client = await aws.elasticache(params)
        return client.rebootCacheCluster(
          { CacheClusterId: node, CacheNodeIdsToReboot: [nodeId] },
          { abortSignal },
        )
      })
      return {}
    },
    async observe({ node, nodeId: _, ...place }) {
      const status = await caches.node(node, place)
      if (status === undefined) return { is: 'failed', why: `The node ${node} is gone.`, said: [] }
      const isBack = status === 'available'
      const progress = {
        done: isBack ? 1 : 0,
        of: isBack ? 1 : 0,
        what: 'node available again',
        said: [`it is ${status}`],
        ...(!isBack && { begun: status }),
      }
      return isBack ? { is: 'done', progress } : { is: 'going', progress }
    },
  })
