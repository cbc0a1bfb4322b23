/** What looking at one thing found. `ms` is how long it took. */
export type Finding =
  | { state: 'fine' | 'slow' | 'down'; what: string; detail: string; ms: number }
  | { state: 'unknown'; what: string; detail: string; ms: number }

/** Looks at the world without changing it; each look ends within its time limit and never throws. */
export interface Probes {
  /** An HTTP address from a system file: its status within the limit; redirects to another host are not followed. */
  http(url: string, timeoutMs: number): Promise<Finding>
  /** An ECS service: running against desired tasks, the deployment under way, the last event when something is wrong. */
  ecs(
    target: { cluster: string; service: string; region?: string; role?: string },
    timeoutMs: number,
  ): Promise<Finding>
}
