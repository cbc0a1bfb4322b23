import type { Secret } from '../domain/secret.ts'
import type { ComposeTarget } from './containers.ts'
import type { DeploymentTarget } from './workloads.ts'

/** What looking at one thing found. `unsettled`: it serves, with less than it should have. `ms` is how long it took. */
export interface Finding {
  state: 'fine' | 'unsettled' | 'slow' | 'down' | 'unknown'
  what: string
  detail: string
  ms: number
  /** Since when it has been so, in milliseconds since the epoch, where that is known. */
  since?: number
  /** Nothing of it runs, and what has ended can be started as it is. */
  hasEnded?: true
}

/** The account and region of an environment. */
export interface Account {
  region?: string
  role?: string
}

/** Looks at the world without changing it; each look ends within its time limit and never throws. */
export interface Probes {
  /** Loads what such looks need, so that they measure what they look at and not that. */
  ready(looks: Look[]): Promise<void>
  /** An HTTP address from a system file: its status within the limit; redirects to another host are not followed. It is slow from `slowMs` on. */
  http(url: string, timeoutMs: number, slowMs?: number): Promise<Finding>
  /** An ECS service: running against desired tasks, the deployment under way, the last event when something is wrong. */
  ecs(target: { cluster: string; service: string } & Account, timeoutMs: number): Promise<Finding>
  /** A function of AWS Lambda: whether it can be called, and whether its last update came to an end. */
  lambda(target: { function: string } & Account, timeoutMs: number): Promise<Finding>
  /** A deployment in Kubernetes: ready against wanted pods, its roll-out, why one does not come up. */
  workload(target: DeploymentTarget, timeoutMs: number): Promise<Finding>
  /** A service of Docker Compose: its containers, and why one does not run. */
  compose(target: ComposeTarget, timeoutMs: number): Promise<Finding>
  /** A load balancer's target group: how many of its targets are healthy, and why one is not. */
  targets(target: { targetGroup: string } & Account, timeoutMs: number): Promise<Finding>
  /** An RDS instance: its status. */
  database(target: { rds: string } & Account, timeoutMs: number): Promise<Finding>
  /** A Redis: whether it answers, its hit ratio, its memory against the most it may use, what it has evicted. */
  cache(target: { url: string | Secret } & Account, timeoutMs: number): Promise<Finding>
  /** CloudWatch alarms by name, or by the beginning of it with a `*`: those in alarm, one by one, or that none is; and which do not begin where they are to (`begin`: "above 5" by name). */
  alarms(
    target: { alarms: string[]; begin?: Record<string, string> } & Account,
    timeoutMs: number,
  ): Promise<Finding[]>
  /** The certificate of a domain: how many days are left, and whether it will be renewed. */
  certificate(target: { domain: string } & Account, timeoutMs: number): Promise<Finding>
  /** What Route 53 says of a name, and whether that is what it resolves to. */
  record(target: { domain: string } & Account, timeoutMs: number): Promise<Finding>
  /** Whether whoever answers under a name presents a certificate that is valid for it, and for how long it still is. */
  handshake(target: { domain: string }, timeoutMs: number): Promise<Finding>
}

export type Look = Exclude<keyof Probes, 'ready'>
