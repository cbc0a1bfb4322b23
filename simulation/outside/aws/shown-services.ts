import type { Deployment, Service, ServiceDeployment, ServiceRevision } from '@aws-sdk/client-ecs'

/** A roll-out: when it is over, and how. */
interface Rollout {
  id: string
  taskDefinition: string
  /** What is gone back to when it fails. */
  before: string
  at: number
  endsAt: number
  ends: 'COMPLETED' | 'FAILED'
}

/** A service: what is wanted of it, and what became of that. */
export interface Held {
  name: string
  desired: number
  running: number
  /** When as many run as are wanted. */
  countsAt: number
  /** The newest first. */
  rollouts: Rollout[]
}

export const isOver = ({ endsAt }: Rollout, now: number): boolean => now >= endsAt

/** A service as ECS describes it. */
export function serviceOf({ name, desired, running, rollouts }: Held, now: number): Service {
  const [primary, ...others] = rollouts
  const left = isOver(primary!, now)
    ? others.filter(one => isOver(one, now) && one.ends === 'FAILED')
    : others
  const deployments = [primary!, ...left.slice(0, 3)].map(
    (one): Deployment => ({
      id: one.id,
      taskDefinition: one.taskDefinition,
      status: one === primary ? 'PRIMARY' : 'ACTIVE',
      rolloutState: isOver(one, now) ? one.ends : 'IN_PROGRESS',
      rolloutStateReason: 'tasks failed to start',
      desiredCount: desired,
      runningCount: isOver(one, now) ? running : 0,
      createdAt: new Date(one.at),
    }),
  )
  return {
    serviceName: name,
    status: 'ACTIVE',
    deployments,
    events: [],
    desiredCount: desired,
    runningCount: running,
    pendingCount: 0,
    taskDefinition: primary!.taskDefinition,
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
  }
}

/** What is kept of its deployments, the newest first. */
export const deploymentsOf = ({ rollouts }: Held, now: number): ServiceDeployment[] =>
  rollouts.map(one => ({
    serviceDeploymentArn: one.id,
    targetServiceRevisionArn: one.id,
    createdAt: new Date(one.at),
    status: !isOver(one, now) ? 'IN_PROGRESS' : one.ends === 'FAILED' ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL',
  }))

/** What its deployments with these ids are of. */
export const revisionsOf = ({ rollouts }: Held, ids: string[]): ServiceRevision[] =>
  rollouts
    .filter(({ id }) => ids.includes(id))
    .map(({ id, taskDefinition }) => ({ serviceRevisionArn: id, taskDefinition }))
