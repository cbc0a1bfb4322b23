import type { Probes } from '../ports/probes.ts'
import { createEcsProbe } from './ecs.ts'
import type { EcsClients } from './ecs-clients.ts'
import { createHttpProbe, type HttpProbeOptions } from './http-probe.ts'

/** Every way there is to look at the world. */
export function createProbes({ ecs, ...http }: { ecs: EcsClients } & HttpProbeOptions): Probes {
  return { http: createHttpProbe(http), ecs: createEcsProbe(ecs) }
}
