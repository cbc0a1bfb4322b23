import { counted } from '../domain/counted.ts'
import { UserError } from '../domain/errors.ts'
import { shortName } from '../domain/short-name.ts'
import type { Autoscaling } from '../ports/autoscaling.ts'
import { callOf } from '../ports/calls/call.ts'
import { forceNewDeployment, setDesiredCount, updateTaskDefinition } from '../ports/calls/ecs.ts'
import type { Clusters } from '../ports/clusters.ts'
import type { Listeners } from '../ports/listeners.ts'
import type { Revision } from '../ports/revision.ts'
import { idling } from './blue-green/colours.ts'
import { deployToEcs } from './deploy-ecs.ts'
import { findService, restless } from './ecs-service.ts'
import { execOnEcs } from './exec-ecs.ts'
import { lineAt } from './line-at.ts'
import type { Where } from './operation.ts'
import type { Platform } from './platform.ts'
import { remembered } from './revisions.ts'
import type { Running } from './running.ts'
import { runningPlatform } from './running-platform.ts'

export interface EcsDeps {
  clusters: Clusters
  autoscaling: Autoscaling
  listeners: Listeners
}

/** Services of Amazon ECS, which run revisions of a task definition. */
export const ecsPlatform = (deps: EcsDeps, now: () => number): Platform => ({
  ...runningPlatform(
    {
      setting: 'ecs: { cluster, service }',
      has: ({ ecs }) => ecs !== undefined,
      find: where => runningInEcs(deps, where),
    },
    now,
  ),
  exec: (wanted, where) => execOnEcs(deps.clusters, wanted, where),
})

async function runningInEcs({ clusters, autoscaling, listeners }: EcsDeps, where: Where): Promise<Running> {
  const found = await findService(clusters, where)
  const { target, state, named, resource } = found
  const { taskDefinition, desired, running } = state
  const container = where.service?.settings.deploy?.ecs?.container
  return {
    named,
    resource,
    desired,
    running,
    platform: 'ECS',
    copies: 'tasks',
    current: taskDefinition,
    runs: shortName(taskDefinition),
    ...(container !== undefined && { container }),
    restless: [...restless(state), ...(await idling({ clusters, listeners }, where))],

    restart: () => [
      callOf(forceNewDeployment, {
        on: target.service,
        sets: 'a new deployment of the same task definition',
        params: { ...target, taskDefinition, deployments: state.deployments.map(({ id }) => id) },
      }),
    ],

    scale: (from, to) =>
      callOf(setDesiredCount, {
        on: target.service,
        sets: counted(to, 'task'),
        params: { ...target, from, to },
      }),

    async scaledBy() {
      const bounds = await autoscaling.bounds(target)
      const moving = (bound: 'min' | 'max', count: number) =>
        `${lineAt('autoscaling', where)} --${bound} ${count}`
      return bounds && { name: 'Its autoscaling', min: bounds.min, max: bounds.max, moving }
    },

    revision: id => clusters.revision(id, target),
    revisions: () => clusters.revisions(taskDefinition, remembered, target),
    deployed: () => clusters.deployed(target),

    async rollback(to) {
      const [lost] = await imagesGone(clusters, to, target)
      if (lost !== undefined)
        throw new UserError(
          `${named} cannot go back to ${to.revision}: its image ${lost} is no longer in the registry.`,
          {
            label: 'Choose another revision',
            command: `rollback --system ${where.system.system} --environment ${where.environment} --service ${where.service!.name}`,
          },
        )
      return [
        callOf(updateTaskDefinition, {
          on: target.service,
          sets: `task definition ${to.name}`,
          params: { ...target, from: taskDefinition, to: to.id },
        }),
      ]
    },

    deploy: (version, firstStep) => deployToEcs(clusters, found, version, where, firstStep),
  }
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
