import { UserError } from '../../domain/errors.ts'
import type { Autoscaling } from '../../ports/autoscaling.ts'
import type { Clusters } from '../../ports/clusters.ts'
import { findService } from '../ecs-service.ts'
import { lineAt } from '../line-at.ts'
import type { Where } from '../operation.ts'

export interface ScalingDeps {
  clusters: Clusters
  autoscaling: Autoscaling
}

/** An ECS service and the bounds that it is scaled between; a `UserError` where nothing scales it. */
export async function findScaling({ clusters, autoscaling }: ScalingDeps, where: Where) {
  const found = await findService(clusters, where)
  const bounds = await autoscaling.bounds(found.target)
  if (bounds) return { ...found, bounds }
  throw new UserError(
    `Nothing scales ${found.named} by itself: Application Auto Scaling does not know it. By hand: scale ${where.service!.name} 3`,
    { label: 'Scale it', command: lineAt('scale', where) },
  )
}
