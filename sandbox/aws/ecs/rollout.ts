import type { Deployment, Rollout, SimulatedService } from './world.ts'

const ids = new Map<string, number>()
/** The next deployment's. */
export const nextId = (service: string): string => {
  const next = (ids.get(service) ?? 0) + 1
  ids.set(service, next)
  return `ecs-svc/${service}-${next}`
}

/** A service that begins to roll another task definition out, or the same anew. */
export function rollOut(
  service: SimulatedService,
  taskDefinition: string,
  broken: string | undefined,
  at: number,
): SimulatedService {
  const before = deploymentsOf(service)
  const next: Deployment = {
    id: nextId(service.service),
    status: 'PRIMARY',
    rolloutState: 'IN_PROGRESS',
    taskDefinition,
    desired: service.desired,
    running: 0,
    at,
    ...(broken !== undefined && { broken }),
  }
  const older = before
    .filter(({ running }) => running > 0)
    .map((one): Deployment => ({ ...one, status: 'ACTIVE' }))
  const begun: Rollout = { taskDefinition, status: 'IN_PROGRESS', at }
  const rollouts = [begun, ...(ended(service, 'STOPPED').rollouts ?? [])]
  return say(
    { ...service, taskDefinition, deployments: [next, ...older], rollouts },
    `has started a deployment ${next.id}.`,
    at,
  )
}

/** What became of the deployment that is under way. */
export const ended = (service: SimulatedService, status: Rollout['status']): SimulatedService => ({
  ...service,
  rollouts: (service.rollouts ?? []).map(one => (one.status === 'IN_PROGRESS' ? { ...one, status } : one)),
})

/** A deployment of a service that tells of none is one that is complete. */
export const deploymentsOf = (service: SimulatedService): Deployment[] =>
  service.deployments ?? [
    {
      id: `ecs-svc/${service.service}-0`,
      status: 'PRIMARY',
      rolloutState: 'COMPLETED',
      desired: service.desired,
      running: service.running,
      ...(service.taskDefinition !== undefined && { taskDefinition: service.taskDefinition }),
    },
  ]

/** Has it in the service's events, the newest first. */
export const say = (service: SimulatedService, message: string, at: number): SimulatedService => ({
  ...service,
  events: [{ message, at }, ...(service.events ?? [])].slice(0, 20),
})
