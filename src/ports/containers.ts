import type { Docker } from '../domain/docker-settings.ts'

/** Where Docker's Engine is, and whose secrets its certificates may be among. */
export interface DockerPlace {
  docker: Docker
  region?: string
  role?: string
}

/** A service of Compose, found by the labels of its containers. */
export interface ComposeTarget extends DockerPlace {
  project: string
  service: string
}

/** A container. Times in milliseconds since the epoch. */
export interface ContainerState {
  id: string
  name: string
  image: string
  /** As Docker says it: running, exited, restarting, created, paused, dead. */
  status: string
  health?: string
  startedAt?: number
  restarts: number
  /** Of one that has ended. */
  exit?: number
  wasKilledForMemory: boolean
  /** What Belay has written on it: which recreation it is, and the image before. */
  revision: number
  before?: string
}

export interface ContainerUsage {
  name: string
  /** Cores, and bytes; and how much of them there is. */
  cpu: number
  memory: number
  cpuLimit?: number
  memoryLimit?: number
}

/** Docker's Engine, as plans and looks read it. Faults are `OutsideError`s in words. */
export interface Containers {
  /** Those of a service, the newest first. */
  list(target: ComposeTarget): Promise<ContainerState[]>
  usage(target: ComposeTarget): Promise<ContainerUsage[]>
  /** Whether an image is on the machine, or else in its registry; `unknown` where the registry cannot be asked. */
  image(place: DockerPlace, image: string): Promise<'here' | 'there' | 'gone' | 'unknown'>
}
