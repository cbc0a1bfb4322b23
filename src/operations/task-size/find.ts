import { UserError } from '../../domain/errors.ts'
import { shortName } from '../../domain/short-name.ts'
import type { Clusters, TaskSize } from '../../ports/clusters.ts'
import { findService } from '../ecs-service.ts'
import type { Where } from '../operation.ts'

/** An ECS service with the size of its tasks; a `UserError` where its task definition sets none. */
export async function findSize(clusters: Clusters, where: Where) {
  const found = await findService(clusters, where)
  const { state, target, named } = found
  const size = await clusters.size(state.taskDefinition, target)
  const { launchType, capacityProviders = [] } = state.launch
  const isFargate =
    launchType === 'FARGATE' ||
    capacityProviders.some(({ capacityProvider }) => /^FARGATE/.test(capacityProvider))
  if (size?.cpu === undefined || size.memory === undefined)
    throw new UserError(
      `${shortName(state.taskDefinition)} of ${named} does not say how much CPU and memory a task has: its containers do, and Belay does not set those.`,
    )
  return { ...found, size: size as TaskSize & { cpu: number; memory: number }, isFargate }
}

/** "512 CPU units, 1024 MB" */
export const sizeInWords = ({ cpu, memory }: { cpu: number; memory: number }): string =>
  `${cpu} CPU units, ${memory} MB`
