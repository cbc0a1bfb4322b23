import { arn, ok, refuse, type Service } from './answer.ts'
import { tagsOf } from './rds/snapshots.ts'

export interface Group {
  id: string
  status: string
  /** Its nodes, each a cache cluster with one node of its own, the primary first. */
  nodes: { id: string; status: string; until?: number }[]
  nodeType: string
}

export interface CacheSnapshot {
  name: string
  group: string
  kind: 'manual' | 'automated'
  beganAt: number
  tags: Record<string, string>
}

/** So long each of these takes, in milliseconds. */
export const cacheTakes = { snapshot: 40_000, reboot: 20_000 }

/** Amazon ElastiCache: replication groups, their nodes and snapshots. What takes time goes on by `now`. */
export function createElastiCache(now: () => number) {
  const groups = new Map<string, Group>()
  const snapshots = new Map<string, CacheSnapshot>()
  const statusOf = ({ status, until }: Group['nodes'][number]) =>
    until !== undefined && now() >= until ? 'available' : status
  const snapshotStatus = ({ beganAt }: CacheSnapshot) =>
    now() - beganAt >= cacheTakes.snapshot ? 'available' : 'creating'
  const isBusy = (id: string) =>
    [...snapshots.values()].some(one => one.group === id && snapshotStatus(one) === 'creating')
  const snapshotArn = (name: string) => arn('elasticache', `snapshot:${name}`)

  const described = (one: CacheSnapshot) => ({
    SnapshotName: one.name,
    ReplicationGroupId: one.group,
    SnapshotStatus: snapshotStatus(one),
    SnapshotSource: one.kind,
    ARN: snapshotArn(one.name),
    NodeSnapshots: {
      NodeSnapshot: [{ CacheSize: '12 MB', SnapshotCreateTime: new Date(one.beganAt).toISOString() }],
    },
  })

  const answers: Service['answers'] = {
    DescribeReplicationGroups({ ReplicationGroupId: id }) {
      const found = groups.get(id)
      if (!found) return refuse('ReplicationGroupNotFoundFault', `ReplicationGroup ${id} not found.`, 404)
      return ok({
        ReplicationGroups: {
          ReplicationGroup: [
            {
              ReplicationGroupId: id,
              Status: isBusy(id) ? 'snapshotting' : found.status,
              MemberClusters: { ClusterId: found.nodes.map(node => node.id) },
              CacheNodeType: found.nodeType,
              ClusterEnabled: false,
              AutomaticFailover: found.nodes.length > 1 ? 'enabled' : 'disabled',
              SnapshotRetentionLimit: 1,
              SnapshotWindow: '04:00-05:00',
              NodeGroups: {
                NodeGroup: [
                  {
                    NodeGroupMembers: {
                      NodeGroupMember: found.nodes.map((node, i) => ({
                        CacheClusterId: node.id,
                        CacheNodeId: '0001',
                        CurrentRole: i === 0 ? 'primary' : 'replica',
                      })),
                    },
                  },
                ],
              },
            },
          ],
        },
      })
    },
    DescribeCacheClusters({ CacheClusterId: id }) {
      const node = [...groups.values()].flatMap(({ nodes }) => nodes).find(one => one.id === id)
      if (!node) return refuse('CacheClusterNotFound', `CacheCluster ${id} not found.`, 404)
      return ok({
        CacheClusters: {
          CacheCluster: [{ CacheClusterId: id, CacheClusterStatus: statusOf(node), EngineVersion: '7.1.0' }],
        },
      })
    },
    RebootCacheCluster({ CacheClusterId: id }) {
      const node = [...groups.values()].flatMap(({ nodes }) => nodes).find(one => one.id === id)
      if (!node) return refuse('CacheClusterNotFound', `CacheCluster ${id} not found.`, 404)
      if (statusOf(node) !== 'available')
        return refuse('InvalidCacheClusterState', `Cache cluster ${id} is not in available state.`)
      Object.assign(node, { status: 'rebooting cluster nodes', until: now() + cacheTakes.reboot })
      return ok({ CacheCluster: { CacheClusterId: id, CacheClusterStatus: node.status } })
    },
    DescribeSnapshots({ ReplicationGroupId: group, SnapshotName: name }) {
      const found = [...snapshots.values()].filter(
        one => (group === undefined || one.group === group) && (name === undefined || one.name === name),
      )
      if (name !== undefined && found.length === 0)
        return refuse('SnapshotNotFoundFault', `${name} not found.`, 404)
      return ok({ Snapshots: { Snapshot: found.map(described) } })
    },
    CreateSnapshot(input) {
      const { ReplicationGroupId: group, SnapshotName: name } = input
      if (!groups.has(group)) return refuse('ReplicationGroupNotFoundFault', `${group} not found.`, 404)
      if (snapshots.has(name)) return refuse('SnapshotAlreadyExistsFault', `Snapshot ${name} already exists.`)
      if (isBusy(group)) return refuse('InvalidReplicationGroupState', `${group} is not in available state.`)
      const made: CacheSnapshot = { name, group, kind: 'manual', beganAt: now(), tags: tagsOf(input) }
      snapshots.set(name, made)
      return ok({ Snapshot: described(made) })
    },
    ListTagsForResource({ ResourceName }) {
      const found = [...snapshots.values()].find(({ name }) => snapshotArn(name) === ResourceName)
      if (!found) return refuse('SnapshotNotFoundFault', `${ResourceName} not found.`, 404)
      return ok({ TagList: { Tag: Object.entries(found.tags).map(([Key, Value]) => ({ Key, Value })) } })
    },
  }
  return {
    answers,
    resource: ({ ReplicationGroupId = '*' }) => arn('elasticache', `replicationgroup:${ReplicationGroupId}`),
    set(id: string, nodes = 2): void {
      const all = Array.from({ length: nodes }, (_, i) => ({ id: `${id}-00${i + 1}`, status: 'available' }))
      groups.set(id, { id, status: 'available', nodeType: 'cache.t3.small', nodes: all })
    },
    snapshot: (one: CacheSnapshot): void => void snapshots.set(one.name, one),
  } satisfies Service & Record<string, unknown>
}
