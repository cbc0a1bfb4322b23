import type { Snapshot } from '@aws-sdk/client-elasticache'
import type { CacheSnapshot, ElastiCache } from '../../../ports/elasticache.ts'
import type { Place } from '../../../ports/rds.ts'
import type { AwsCall } from '../call.ts'
import type { AwsClients } from '../clients.ts'
import { orNone } from '../failure.ts'
import { once } from '../once.ts'
import { pages } from '../pages.ts'
import { runOf } from '../rds/instances.ts'

export const aboutCache = (action: string, place: Place, kind: string, name: string): AwsCall => ({
  action: `elasticache:${action}`,
  resource: name,
  about: `${kind === 'replicationgroup' ? 'replication group' : kind} ${name}${place.region ? ` in ${place.region}` : ''}`,
  allow: { Resource: `arn:aws:elasticache:${place.region ?? '*'}:*:${kind}:${name}` },
  ...(!/^(?:Describe|List)/.test(action) && { changes: true }),
})

/** ElastiCache as looks, plans and makers read it. */
export function createElastiCache(aws: AwsClients): ElastiCache {
  async function node(id: string, place: Place): Promise<string | undefined> {
    const found = await orNone(
      once(aboutCache('DescribeCacheClusters', place, 'cluster', id), async abortSignal => {
        const client = await aws.reading.elasticache(place)
        return client.describeCacheClusters({ CacheClusterId: id }, { abortSignal })
      }),
    )
    return found?.CacheClusters?.[0]?.CacheClusterStatus
  }

  const describe = (
    call: AwsCall,
    wanted: { ReplicationGroupId?: string; SnapshotName?: string },
    place: Place,
  ) =>
    pages(async Marker => {
      const page = await once(call, async abortSignal => {
        const client = await aws.reading.elasticache(place)
        return client.describeSnapshots({ ...wanted, ...(Marker && { Marker }) }, { abortSignal })
      })
      return { all: (page.Snapshots ?? []).map(snapshotOf), next: page.Marker }
    })

  return {
    node,

    async group(id, place) {
      const found = await orNone(
        once(aboutCache('DescribeReplicationGroups', place, 'replicationgroup', id), async abortSignal => {
          const client = await aws.reading.elasticache(place)
          return client.describeReplicationGroups({ ReplicationGroupId: id }, { abortSignal })
        }),
      )
      const group = found?.ReplicationGroups?.[0]
      if (!group) return undefined
      const members = (group.NodeGroups ?? []).flatMap(({ NodeGroupMembers = [] }) => NodeGroupMembers)
      const nodes = await Promise.all(
        members.map(async ({ CacheClusterId: id = '', CacheNodeId: nodeId = '0001', CurrentRole }) => ({
          id,
          nodeId,
          role: CurrentRole ?? 'shard',
          status: (await node(id, place)) ?? 'gone',
        })),
      )
      return {
        status: group.Status ?? 'unknown',
        nodeType: group.CacheNodeType ?? '',
        isSharded: group.ClusterEnabled ?? false,
        failsOver: group.AutomaticFailover === 'enabled',
        nodes,
        retentionDays: group.SnapshotRetentionLimit ?? 0,
        window: group.SnapshotWindow ?? '',
      }
    },

    async snapshots(group, place) {
      const call = aboutCache('DescribeSnapshots', place, 'replicationgroup', group)
      const all = await describe(call, { ReplicationGroupId: group }, place)
      return all.sort((a, b) => (b.at ?? 0) - (a.at ?? 0))
    },

    async snapshot(name, place) {
      const call = aboutCache('DescribeSnapshots', place, 'snapshot', name)
      return (await orNone(describe(call, { SnapshotName: name }, place)))?.[0]
    },

    async runOf({ arn, name }, place) {
      const { TagList = [] } = await once(
        aboutCache('ListTagsForResource', place, 'snapshot', name),
        async abortSignal => {
          const client = await aws.reading.elasticache(place)
          return client.listTagsForResource({ ResourceName: arn }, { abortSignal })
        },
      )
      return runOf(TagList)
    },
  }
}

function snapshotOf({
  SnapshotName,
  SnapshotSource,
  SnapshotStatus,
  NodeSnapshots,
  ARN,
}: Snapshot): CacheSnapshot {
  const [node] = NodeSnapshots ?? []
  return {
    name: SnapshotName ?? '',
    kind: SnapshotSource ?? '',
    status: SnapshotStatus ?? '',
    ...(node?.SnapshotCreateTime && { at: node.SnapshotCreateTime.getTime() }),
    size: node?.CacheSize ?? '',
    arn: ARN ?? '',
  }
}
