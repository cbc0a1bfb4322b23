/** An ECS service of a system file, with the place it is in. */
export interface ServiceTarget {
  cluster: string
  service: string
  region?: string
  role?: string
}

/** A revision of a task definition. */
export interface Revision {
  /** The whole ARN. */
  arn: string
  /** `learnbot-production-api-gateway:41` */
  name: string
  revision: number
  /** Images by container: `web:9f8e7d6`, `web@sha256:…`, or with both where both are known. */
  images: Record<string, string>
  /** What else it sets, by name: to be compared only. */
  settings: Record<string, string>
  registeredAt?: number
  /** Who registered it, as far as tags or AWS tell. */
  by?: string
  /** The run and step of Belay's that registered it. */
  run?: string
}

/** A deployment of a service that was begun. */
export interface Deployed {
  /** The whole ARN. */
  taskDefinition: string
  /** `neither`: it is under way, or was stopped. */
  became: 'stable' | 'failed' | 'neither'
}

export interface ServiceState {
  taskDefinition: string
  desired: number
  running: number
  pending: number
  deployments: {
    id: string
    status: string
    rolloutState?: string
    taskDefinition: string
    createdAt?: number
  }[]
  /** Whether ECS goes back by itself when new tasks do not come up. */
  circuitBreaker: { enabled: boolean; rollback: boolean }
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
}

/** ECS, as plans read it. Faults are `OutsideError`s in words. */
export interface Clusters {
  /** Undefined when there is no such service. */
  service(target: ServiceTarget): Promise<ServiceState | undefined>
  revision(
    taskDefinition: string,
    place: Pick<ServiceTarget, 'region' | 'role'>,
  ): Promise<Revision | undefined>
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
  /** ARNs of the tasks that run. */
  tasks(target: ServiceTarget): Promise<string[]>
}
