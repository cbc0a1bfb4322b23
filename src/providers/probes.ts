import type { Probes } from '../ports/probes.ts'
import type { Secrets } from '../ports/secrets.ts'
import { createAlarmsProbe } from './aws/alarms.ts'
import { createCertificateProbe } from './aws/certificate.ts'
import type { AwsClients } from './aws/clients.ts'
import { createDatabaseProbe } from './aws/database.ts'
import { createEcsProbe } from './aws/ecs.ts'
import { createTargetsProbe } from './aws/targets.ts'
import { createHttpProbe, type HttpProbeOptions } from './http-probe.ts'
import { createRedisProbe } from './redis-probe.ts'

export interface ProbesDeps extends HttpProbeOptions {
  aws: AwsClients
  secrets: Secrets
  /** Milliseconds since the epoch, as the outside counts them. */
  now(): number
}

/** Every way there is to look at the world. */
export function createProbes({ aws, secrets, now, ...http }: ProbesDeps): Probes {
  return {
    http: createHttpProbe(http),
    ecs: createEcsProbe(aws),
    targets: createTargetsProbe(aws),
    database: createDatabaseProbe(aws),
    cache: createRedisProbe({ secrets, ...(http.rewrite && { rewrite: http.rewrite }) }),
    alarms: createAlarmsProbe(aws),
    certificate: createCertificateProbe(aws, now),
  }
}
