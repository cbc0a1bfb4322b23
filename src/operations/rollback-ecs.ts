import { UserError } from '../domain/errors.ts'
import type { Plan } from '../domain/run/plan.ts'
import { callOf } from '../ports/calls/call.ts'
import { updateTaskDefinition } from '../ports/calls/ecs.ts'
import type { Clusters, Deployed, Revision } from '../ports/clusters.ts'
import { checkHealth } from './check-health.ts'
import { counts, findService, restless } from './ecs-service.ts'
import type { Where } from './operation.ts'
import { nameOf } from './restart.ts'
import { differences, lastBecame, lastStable, remembered, revisionInWords } from './revisions.ts'

/** Has an ECS service run an earlier task definition: the last that was stable, or the one that is named. */
export async function rollbackEcs(
  clusters: Clusters,
  revision: number | undefined,
  where: Where,
): Promise<Plan> {
  const { target, state, named, resource } = await findService(clusters, where)
  const [current, known, deployed] = await Promise.all([
    clusters.revision(state.taskDefinition, target),
    clusters.revisions(state.taskDefinition, remembered, target),
    clusters.deployed(target),
  ])
  const to = chosen(known, current, revision ?? lastStable(known, current, deployed)?.revision, named)
  const lost = await imagesGone(clusters, to, target)
  if (lost.length > 0)
    throw new UserError(
      `${named} cannot go back to ${to.revision}: its image ${lost[0]} is no longer in the registry.`,
      {
        label: 'Choose another revision',
        command: `rollback --system ${where.system.system} --environment ${where.environment} --service ${where.service!.name}`,
      },
    )
  return {
    title: `roll back ${named}`,
    shifts: [
      { from: current ? revisionInWords(current) : nameOf(state.taskDefinition), to: revisionInWords(to) },
    ],
    now: [counts(state), ...(current ? besides(current, to) : [])],
    warnings: [...restless(state), ...doubts(to, deployed)],
    calls: [
      callOf(updateTaskDefinition, {
        on: target.service,
        sets: `task definition ${to.name}`,
        params: { ...target, from: state.taskDefinition, to: to.arn },
      }),
      ...checkHealth(where),
    ],
    resources: [resource],
  }
}

/** "besides the image, 40 sets otherwise: env LOG_LEVEL, memory" */
function besides(current: Revision, to: Revision): string[] {
  const names = differences(current, to)
  if (names.length === 0) return []
  const shown = names.slice(0, 8).join(', ')
  const more = names.length > 8 ? ` and ${names.length - 8} more` : ''
  return [`besides the image, ${to.revision} sets otherwise: ${shown}${more}`]
}

function doubts(to: Revision, deployed: Deployed[] | undefined): string[] {
  if (!deployed) return [`ECS does not tell whether ${to.revision} was stable when it ran.`]
  return lastBecame(to, deployed) === 'failed' ? [`${to.revision} failed when it was deployed last.`] : []
}

function chosen(
  known: Revision[],
  current: Revision | undefined,
  wanted: number | undefined,
  named: string,
): Revision {
  if (wanted === undefined) {
    const before = known.find(({ revision }) => revision < (current?.revision ?? Number.POSITIVE_INFINITY))
    if (before) return before
    throw new UserError(`${named} has no earlier task definition to go back to.`)
  }
  if (wanted === current?.revision) throw new UserError(`${named} runs ${wanted} already.`)
  const found = known.find(({ revision }) => revision === wanted)
  if (found) return found
  const others = known.filter(({ arn }) => arn !== current?.arn).map(({ revision }) => revision)
  throw new UserError(
    `${named} has no revision ${wanted} to go back to; there are ${others.join(', ') || 'none'}.`,
  )
}

async function imagesGone(
  clusters: Clusters,
  { images }: Revision,
  place: { region?: string; role?: string },
): Promise<string[]> {
  const all = Object.values(images)
  const are = await Promise.all(all.map(image => clusters.image(image, place)))
  return all.filter((_, i) => are[i]?.is === 'gone')
}
