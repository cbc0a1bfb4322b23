import { z } from 'zod'
import { account } from './account.ts'
import { callKind } from './call.ts'

/** Makes a snapshot of a replication group, tagged with the run. Waits until it is made. */
export const createCacheSnapshot = callKind(
  'elasticache:CreateSnapshot',
  z.object({ ...account, group: z.string(), snapshot: z.string() }),
)

/** Restarts one node of a replication group, and waits until it is back. */
export const rebootNode = callKind(
  'elasticache:RebootCacheCluster',
  z.object({ ...account, node: z.string(), nodeId: z.string() }),
)
