import type { Probes } from '../ports/probes.ts'
import type { AwsClients } from './aws/clients.ts'
import { createEcsProbe } from './aws/ecs.ts'
import { createHttpProbe, type HttpProbeOptions } from './http-probe.ts'

/** Every way there is to look at the world. */
export function createProbes({ aws, ...http }: { aws: AwsClients } & HttpProbeOptions): Probes {
  return { http: createHttpProbe(http), ecs: createEcsProbe(aws) }
}
