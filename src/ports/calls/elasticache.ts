import { z } from 'zod'
import { callKind } from './call.ts'

const place = { region: z.string().exactOptional(), role: z.string().exactOptional() }

/** Makes a snapshot of a replication group, tagged with the run. Waits until it is made. */
export const createCacheSnapshot = callKind(
  'elasticache:CreateSnapshot',
  z.object({ ...place, group: z.string(), snapshot: z.string() }),
)

/** Restarts one node of a replication group, and waits until it is back. */
export const rebootNode = callKind(
  'elasticache:RebootCacheCluster',
  z.object({ ...place, node: z.string(), nodeId: z.string() }),
)
