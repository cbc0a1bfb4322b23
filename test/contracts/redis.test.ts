import { afterAll } from 'vitest'
import { startRedis } from '../../sandbox/redis.ts'
import { lacksRedisServer } from '../lacks.ts'
import { startCluster } from '../store/cluster.ts'
import { describeAside } from './aside.ts'
import { describeFirsts } from './firsts.ts'
import { describeHistory } from './history.ts'
import { describeLanes } from './lanes.ts'
import { describeLists } from './lists.ts'
import { describeMovingSlot } from './moving-slot.ts'
import { describePosts } from './posts.ts'
import { describeQueue } from './queue.ts'
import { describeQueueInRedis } from './queue-in-redis.ts'
import { describeRetention } from './retention.ts'
import { inRedis } from './rig.ts'
import { describeRuns } from './runs.ts'
import { describeStore } from './store.ts'
import { describeStoreInRedis } from './store-in-redis.ts'

const embedded = inRedis(() => startRedis({ kind: 'embedded' }))
const server = inRedis(() => startRedis({ kind: 'redis-server' }))

let started: ReturnType<typeof startCluster> | undefined
const cluster = inRedis(async () => {
  started ??= startCluster()
  return { url: (await started).url, stop: async () => {} }
})
afterAll(async () => (await started)?.stop())

const isEmbeddedOnly = lacksRedisServer('the contracts of the store on redis-server and on a Cluster')

for (const describeOne of [
  describeStore,
  describeStoreInRedis,
  describeRuns,
  describeQueue,
  describeQueueInRedis,
  describePosts,
  describeLanes,
  describeLists,
  describeHistory,
  describeRetention,
  describeAside,
  describeFirsts,
]) {
  describeOne('embedded Valkey', embedded)
  if (isEmbeddedOnly) continue
  describeOne('redis-server', server)
  describeOne('a Redis Cluster', cluster)
}

if (!isEmbeddedOnly) describeMovingSlot('a Redis Cluster', cluster)
