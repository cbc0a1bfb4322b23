/** A roll-out of a service, as ECS tells of it. */
export interface Deployment {
  status: 'PRIMARY' | 'ACTIVE'
  rolloutState: 'COMPLETED' | 'IN_PROGRESS' | 'FAILED'
  rolloutStateReason?: string
  desired: number
  running: number
  failed?: number
}

export interface StoppedTask {
  /** Seconds since the epoch, as ECS counts. */
  at: number
  reason: string
  code?: 'EssentialContainerExited' | 'TaskFailedToStart' | 'ServiceSchedulerInitiated' | 'UserInitiated'
  exitCode?: number
  containerReason?: string
}

/** A service in the simulated account; without deployments it has one that is complete. */
export interface SimulatedService {
  cluster: string
  service: string
  status?: 'ACTIVE' | 'DRAINING' | 'INACTIVE'
  desired: number
  running: number
  deployments?: Deployment[]
  /** Newest first. */
  events?: string[]
  stopped?: StoppedTask[]
}

/** What ECS answers instead, until it is mended. */
export type Fault = 'denied' | 'throttled' | 'expired' | 'broken' | 'hanging'

const arn = (kind: string, path: string) => `arn:aws:ecs:us-east-1:123456789012:${kind}/${path}`

export const clusterArn = (cluster: string) => arn('cluster', cluster)
export const serviceArn = (cluster: string, service: string) => arn('service', `${cluster}/${service}`)
export const taskArn = (cluster: string, service: string, index: number) =>
  arn('task', `${cluster}/${service}-${index}`)

/** Names may be given short or as ARNs. */
export const shortName = (name: string) => name.slice(name.lastIndexOf('/') + 1)
