import { z } from 'zod'
import { callOf } from '../ports/calls/call.ts'
import { forceNewDeployment } from '../ports/calls/ecs.ts'
import type { Clusters } from '../ports/clusters.ts'
import { checkHealth } from './check-health.ts'
import { counts, findService, restless } from './ecs-service.ts'
import type { Operation } from './operation.ts'

const input = z.object({})

/** Replaces every task of a service by a new one of the same kind (force new deployment). */
export const restart = (clusters: Clusters): Operation => ({
  name: 'restart',
  risk: 'change',
  input,
  async plan(_, where) {
    const { target, state, named, resource } = await findService(clusters, where)
    const { taskDefinition } = state
    return {
      title: `restart ${named}`,
      shifts: [{ to: `${state.desired} new tasks of ${nameOf(taskDefinition)}, one after the other` }],
      now: [counts(state)],
      warnings: restless(state),
      calls: [
        callOf(forceNewDeployment, {
          on: target.service,
          sets: 'a new deployment of the same task definition',
          params: { ...target, taskDefinition, deployments: state.deployments.map(({ id }) => id) },
        }),
        ...checkHealth(where),
      ],
      resources: [resource],
    }
  },
})

/** `learnbot-production-api-gateway:41` of an ARN. */
export const nameOf = (taskDefinition: string): string =>
  taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1)
