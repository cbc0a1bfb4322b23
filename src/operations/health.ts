import type { System } from '../domain/system.ts'
import type { Finding } from '../ports/probes.ts'

export interface ServiceHealth {
  service: string
  /** The worst of its findings. */
  state: Finding['state']
  findings: Finding[]
}

/** How one environment of a system does, worst service first. `ms` is how long the look took. */
export interface HealthReport {
  system: string
  title: string
  environment: string
  services: ServiceHealth[]
  ms: number
}

export interface Health {
  /** Looks at every service in parallel, each within its own time; a partial answer rather than none. */
  of(system: System, environment: string, service?: string): Promise<HealthReport>
}
