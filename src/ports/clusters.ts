import type { Deployed, Revision } from './revision.ts'

/** An ECS service of a system file, with the place it is in. */
export interface ServiceTarget {
  cluster: string
  service: string
  region?: string
  role?: string
}

/** How and where ECS starts a task, as a service has it. */
export interface Launch {
  launchType?: string
  capacityProviders?: { capacityProvider: string; weight?: number; base?: number }[]
  platformVersion?: string
  network?: { subnets: string[]; securityGroups: string[]; publicIp: boolean }
}

export interface ServiceState {
  taskDefinition: string
  desired: number
  running: number
  pending: number
  /** It is being deleted, and there until its tasks have ended. */
  isDraining?: true
  deployments: {
    id: string
    status: string
    rolloutState?: string
    taskDefinition: string
    createdAt?: number
  }[]
  /** Whether ECS goes back by itself when new tasks do not come up. */
  circuitBreaker: { enabled: boolean; rollback: boolean }
  launch: Launch
  /** The container and its port that a load balancer sends to. */
  behind?: { container: string; port: number }
  /** Newest first. */
  events: { at: number; message: string }[]
}

/** A task of a service. Times in milliseconds since the epoch. */
export interface TaskState {
  id: string
  /** As ECS says it, in lower case: `running`, `pending`, `stopped`. */
  status: string
  health?: string
  taskDefinition: string
  startedAt?: number
  stoppedAt?: number
  stoppedReason?: string
  /** Of the first of its containers that ended with something else than 0. */
  exit?: number
  containerReason?: string
  container?: string
}

/** What a task may take: CPU in units of which a core has 1024, memory in MB; undefined where its containers say it alone. */
export interface TaskSize {
  cpu?: number
  memory?: number
  /** With the memory that a container may take at most, where it has a limit of its own. */
  containers: { name: string; memory?: number }[]
}

/** What a task definition gives a container. Values of variables are not told, since they may well be secrets. */
export interface ContainerGiven {
  name: string
  image: string
  ports: number[]
  variables: string[]
  /** Variables whose values are looked up when a task starts: in Secrets Manager, by ARN, or in Systems Manager. */
  secrets: { name: string; from: string }[]
}

/** ECS, as plans read it. Faults are `OutsideError`s in words. */
export interface Clusters {
  /** Undefined when there is no such service. */
  service(target: ServiceTarget): Promise<ServiceState | undefined>
  revision(
    taskDefinition: string,
    place: Pick<ServiceTarget, 'region' | 'role'>,
  ): Promise<Revision | undefined>
  size(taskDefinition: string, place: Pick<ServiceTarget, 'region' | 'role'>): Promise<TaskSize | undefined>
  /** What its containers are given; undefined where there is none of that name. */
  given(
    taskDefinition: string,
    place: Pick<ServiceTarget, 'region' | 'role'>,
  ): Promise<ContainerGiven[] | undefined>
  /** The latest revisions of a task definition's family that can still be run, newest first. */
  revisions(
    taskDefinition: string,
    limit: number,
    place: Pick<ServiceTarget, 'region' | 'role'>,
  ): Promise<Revision[]>
  /** The latest deployments of a service, newest first; undefined where ECS does not tell. */
  deployed(target: ServiceTarget): Promise<Deployed[] | undefined>
  /** An image in its registry: which one a tag names now. `unknown` where the registry cannot be asked. */
  image(
    image: string,
    place: Pick<ServiceTarget, 'region' | 'role'>,
  ): Promise<{ is: 'there'; digest: string } | { is: 'gone' } | { is: 'unknown' }>
  /** The tasks that run and, as long as ECS remembers them, about an hour, those that stopped; the newest first. */
  taskStates(target: ServiceTarget): Promise<TaskState[]>
  /** The last lines that such a container wrote; undefined where it does not write to CloudWatch. */
  lastLines(
    target: ServiceTarget,
    task: Pick<TaskState, 'id' | 'taskDefinition'> & { container: string },
    limit: number,
  ): Promise<string[] | undefined>
  /** ARNs of the tasks that run. */
  tasks(target: ServiceTarget): Promise<string[]>
}
