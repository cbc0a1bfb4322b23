import { UserError } from '../domain/errors.ts'
import { shortName } from '../domain/short-name.ts'
import { callOf, resultOf } from '../ports/calls/call.ts'
import { registerTaskDefinition, updateTaskDefinition } from '../ports/calls/ecs.ts'
import type { Clusters } from '../ports/clusters.ts'
import { accountOf } from './account.ts'
import type { Found } from './ecs-service.ts'
import type { Where } from './operation.ts'
import { revisionInWords, versionOf } from './revisions.ts'
import type { Deploying } from './running.ts'

/** A deploy of one ECS service: its task definition with another image, and the service on it. `firstStep`: of the run. */
export async function deployToEcs(
  clusters: Clusters,
  { target, state, named }: Found,
  version: string,
  where: Where,
  firstStep: number,
): Promise<Deploying | 'runs already'> {
  const { container, image: pattern } = where.service!.settings.deploy!.ecs!
  const image = pattern.replaceAll('{version}', version)
  const place = accountOf(target)
  const current = await clusters.revision(state.taskDefinition, place)
  if (!current)
    throw new UserError(
      `ECS does not know the task definition that ${named} runs, ${shortName(state.taskDefinition)}.`,
    )
  const running = current.images[container]
  if (running === undefined)
    throw new UserError(
      `${current.name} has no container ${container}; it has ${Object.keys(current.images).join(', ')}. Correct deploy.ecs.container in the system file.`,
    )
  if (running === image) return 'runs already'
  const built = await clusters.image(image, place)
  if (built.is === 'there' && running === `${image}@${built.digest}`) return 'runs already'
  if (built.is === 'gone')
    throw new UserError(`There is no image ${image} in the registry: has ${versionOf(image)} been built?`)
  const register = callOf(registerTaskDefinition, {
    on: shortName(state.taskDefinition).replace(/:\d+$/, ''),
    sets: `a copy of ${current.revision} with the image ${image}`,
    params: {
      ...place,
      from: state.taskDefinition,
      container,
      image,
      ...(built.is === 'there' && { digest: built.digest }),
    },
  })
  const update = callOf(updateTaskDefinition, {
    on: target.service,
    sets: 'that task definition',
    params: { ...target, from: state.taskDefinition, to: resultOf(firstStep, 'arn') },
  })
  const breaks = state.circuitBreaker.enabled && state.circuitBreaker.rollback
  return {
    from: revisionInWords(current),
    to: versionOf(image),
    now: [breaks ? 'ECS goes back by itself if it fails' : 'ECS does not go back by itself if it fails'],
    calls: [register, update],
  }
}
