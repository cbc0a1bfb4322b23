import { createHash } from 'node:crypto'
import { arn } from '../answer.ts'

/** A roll-out of a service, as ECS tells of it. */
export interface Deployment {
  id?: string
  taskDefinition?: string
  status: 'PRIMARY' | 'ACTIVE'
  rolloutState: 'COMPLETED' | 'IN_PROGRESS' | 'FAILED'
  rolloutStateReason?: string
  desired: number
  running: number
  failed?: number
  /** When it began, in milliseconds since the epoch: it rolls out from then on. */
  at?: number
  /** The container that does not come up. */
  broken?: string
  goneAt?: number
}

/** A deployment that was begun, and what became of it. */
export interface Rollout {
  taskDefinition: string
  status: 'IN_PROGRESS' | 'SUCCESSFUL' | 'ROLLBACK_SUCCESSFUL' | 'ROLLBACK_FAILED' | 'STOPPED'
  /** Milliseconds since the epoch. */
  at?: number
}

export interface StoppedTask {
  /** Seconds since the epoch, as ECS counts. */
  at: number
  reason: string
  code?: 'EssentialContainerExited' | 'TaskFailedToStart' | 'ServiceSchedulerInitiated' | 'UserInitiated'
  exitCode?: number
  containerReason?: string
  /** The container that ended it, and what it was started from. */
  container?: string
  taskDefinition?: string
}

/** A service in the simulated account; without deployments it has one that is complete. */
export interface SimulatedService {
  cluster: string
  service: string
  status?: 'ACTIVE' | 'DRAINING' | 'INACTIVE'
  /** The client token that it was made with. */
  token?: string
  behind?: { targetGroupArn: string; containerName: string; containerPort: number }
  desired: number
  running: number
  /** Of a new deployment no more tasks than that come up, and ECS waits for the others. */
  most?: number
  /** An ARN. */
  taskDefinition?: string
  /** When another number of tasks was last asked for, and how many ran then. */
  scaledAt?: number
  scaledFrom?: number
  deployments?: Deployment[]
  /** Newest first. */
  rollouts?: Rollout[]
  /** ARNs of task definitions that were stable before that, newest first. */
  before?: string[]
  /** Newest first. */
  events?: { message: string; at: number }[]
  stopped?: StoppedTask[]
  /** ARNs of tasks that somebody stopped, and how often that was done: others have come in their place. */
  stoppedTasks?: string[]
  generation?: number
}

export const clusterArn = (cluster: string) => arn('ecs', `cluster/${cluster}`)
export const serviceArn = (cluster: string, service: string) => arn('ecs', `service/${cluster}/${service}`)
/** An id as ECS gives it: 32 characters that say nothing. */
export const taskId = (service: string, index: number): string =>
  createHash('sha256').update(`${service}-${index}`).digest('hex').slice(0, 32)
/** What a running task's id is made of: others have come in its place as often as its service has been changed since. */
export const taskNumber = (generation: number, index: number): number => 1000 * (generation + 1) + index
const mostTasks = 100
/** Whether a running task of that id is the service's, or was. */
export const hadTask = ({ service, generation = 0 }: SimulatedService, id: string): boolean =>
  Array.from({ length: generation + 1 }, (_, before) => before).some(before =>
    Array.from({ length: mostTasks }, (_, i) => taskId(service, taskNumber(before, i))).includes(id),
  )
export const taskArn = (cluster: string, service: string, index: number) =>
  arn('ecs', `task/${cluster}/${taskId(service, index)}`)

/** Names may be given short or as ARNs. */
export const shortName = (name: string) => name.slice(name.lastIndexOf('/') + 1)
