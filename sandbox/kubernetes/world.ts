interface Container {
  name: string
  image: string
  [field: string]: unknown
}

export interface Template {
  metadata: { labels: Record<string, string>; annotations?: Record<string, string> }
  spec: { containers: Container[]; [field: string]: unknown }
}

/** What a deployment ran: its template at some time. Times in milliseconds since the epoch. */
export interface SimulatedSet {
  name: string
  template: Template
  revision: number
  createdAt: number
  annotations: Record<string, string>
}

/** How a pod that does not do well is told of. */
export interface Trouble {
  waiting?: { reason: string; message?: string }
  restarts?: number
  last?: { reason: string; exitCode: number; finishedAt: number }
}

export interface SimulatedDeployment {
  namespace: string
  name: string
  replicas: number
  generation: number
  /** Whether its controller has seen the last change: without it the status is that of the one before. */
  isObserved: boolean
  isPaused?: boolean
  template: Template
  annotations: Record<string, string>
  /** The latest last. */
  sets: SimulatedSet[]
  /** When its present template began to roll out, while that goes on. */
  rolloutAt?: number
  /** When another number was asked for, and how many were ready then. */
  scaledAt?: number
  scaledFrom?: number
  /** Of its pods, by their place. */
  troubles: Record<number, Trouble>
  /** What its pods print, and what one printed before it started anew. */
  lines: { at: number; text: string }[]
  before: { at: number; text: string }[]
  /** Cores and bytes that each pod takes. */
  uses: { cpu: string; memory: string }
  autoscaler?: { name: string; min: number; max: number }
}

export interface SimulatedEvent {
  kind: string
  name: string
  reason: string
  message: string
  type: 'Normal' | 'Warning'
  at: number
}

export interface SimulatedJob {
  namespace: string
  name: string
  at: number
  container: string
  image: string
  command: string[]
}

/** So long a pod takes to come up, and a command to end; after so long a roll-out that does not get on is told of. */
export const podMs = 8_000
export const jobMs = 4_000
export const deadlineMs = 600_000

const imageOf = ({ spec }: Template): string => spec.containers.map(({ image }) => image).join()
/** An image with `missing` in its tag is in no registry; one with `bad` ends soon after it starts. */
export const isBroken = (template: Template): boolean => /:[^:]*(?:missing|bad)/.test(imageOf(template))
