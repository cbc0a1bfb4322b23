import type { ServiceTarget } from './clusters.ts'

/** Between which numbers of tasks autoscaling keeps a service. */
export interface Bounds {
  min: number
  max: number
  /** What of it somebody has suspended: "scaling in", "scaling out", "its schedule". */
  suspended: string[]
}

/** What a service is scaled by. Times in milliseconds. */
export interface ScalingPolicy {
  name: string
  /** The metric that it keeps at `target`; without them it goes by alarms, in steps. */
  follows?: string
  /** Which of those that a system file speaks of that is. */
  of?: 'cpu' | 'memory'
  target?: number
  inAfterMs?: number
  outAfterMs?: number
}

/** Application Auto Scaling of ECS, as plans and looks read it. Faults are `OutsideError`s in words. */
export interface Autoscaling {
  /** Undefined where nothing scales the service. */
  bounds(target: ServiceTarget): Promise<Bounds | undefined>
  policies(target: ServiceTarget): Promise<ScalingPolicy[]>
}
