import { UserError } from '../domain/errors.ts'
import { resourceOf } from '../domain/run/resource.ts'
import type { Clusters, ServiceState, ServiceTarget } from '../ports/clusters.ts'
import { accountOf } from './account.ts'
import type { Where } from './operation.ts'
import { serviceOf } from './service-of.ts'

/** An ECS service as a plan finds it. */
export interface Found {
  target: ServiceTarget
  state: ServiceState
  /** "api-gateway, production" */
  named: string
  resource: string
}

/** The ECS service that a plan is about; a `UserError` where there is none. */
export async function findService(clusters: Clusters, where: Where): Promise<Found> {
  const { system, environment, settings } = where
  const service = serviceOf(where)
  const { ecs } = service.settings
  if (!ecs)
    throw new UserError(
      `${system.title} ${environment} says nothing of an ECS service for ${service.name}: its system file needs \`ecs: { cluster, service }\` there.`,
    )
  const target = { ...ecs, ...accountOf(settings) }
  const state = await clusters.service(target)
  if (!state) throw new UserError(`ECS has no service ${ecs.service} in the cluster ${ecs.cluster}.`)
  return {
    target,
    state,
    named: `${service.name}, ${environment}`,
    resource: resourceOf(system, environment, service.name),
  }
}

/** What makes a change to a service risky just now. */
export function restless({ deployments }: ServiceState): string[] {
  const underWay = deployments.filter(({ rolloutState }) => rolloutState === 'IN_PROGRESS')
  return underWay.length > 0 ? ['A deployment of it is under way already: this one takes its place.'] : []
}
