import type { SimulatedDeployment, SimulatedEvent, SimulatedJob } from './world.ts'

/** Any thing of a cluster. */
export interface KubernetesObject {
  kind: string
  metadata: { name: string; namespace?: string; [field: string]: unknown }
  [field: string]: unknown
}

export interface Answer {
  status: number
  body: unknown
}

/** What was asked for: of which resource, by name or by labels. */
export interface Asked {
  verb: 'get' | 'list' | 'patch' | 'create' | 'delete'
  /** With its subresource: `deployments/scale`. */
  resource: string
  namespace: string
  name: string
  query: URLSearchParams
  // biome-ignore lint/suspicious/noExplicitAny: each answer reads the fields that it has
  body: any
}

/** What a cluster keeps. */
export interface Kept {
  now(): number
  deployments: Map<string, SimulatedDeployment>
  events: SimulatedEvent[]
  jobs: Map<string, SimulatedJob>
  /** What else there is, as its API server writes it, by kind: `services`, `nodes`. */
  others: Map<string, KubernetesObject[]>
  hasMetrics: boolean
  /** How a command ends, and what it prints. */
  outcome(command: string[]): { exit: number; output: string }
  change(deployment: SimulatedDeployment): void
}

export const refuse = (status: number, reason: string, message: string): Answer => ({
  status,
  body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, message, code: status },
})
export const ok = (body: unknown): Answer => ({ status: 200, body })
export const notFound = ({ resource, name }: Asked): Answer =>
  refuse(404, 'NotFound', `${resource} "${name}" not found`)
