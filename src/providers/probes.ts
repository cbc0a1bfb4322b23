import type { Containers } from '../ports/containers.ts'
import type { Look, Probes } from '../ports/probes.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { Workloads } from '../ports/workloads.ts'
import { createAlarmsProbe } from './aws/alarms.ts'
import { createCertificateProbe } from './aws/certificate.ts'
import type { AwsClients } from './aws/clients.ts'
import { createDatabaseProbe } from './aws/database.ts'
import { createEcsProbe } from './aws/ecs/probe.ts'
import { createFunctionProbe } from './aws/function-probe.ts'
import { createRecordProbe } from './aws/route53/record.ts'
import type { ServiceName } from './aws/services.ts'
import { createTargetsProbe } from './aws/targets.ts'
import { createComposeProbe } from './docker/probe.ts'
import { createHandshakeProbe } from './handshake-probe.ts'
import { createHttpProbe, type HttpProbeOptions } from './http-probe.ts'
import { createWorkloadProbe } from './kubernetes/probe.ts'
import { createRedisProbe } from './redis-probe.ts'

export interface ProbesDeps extends HttpProbeOptions {
  aws: AwsClients
  secrets: Secrets
  workloads: Workloads
  containers: Containers
  /** The certificate of somebody who is trusted besides those that Node trusts, in PEM. */
  ca?: string
  /** Milliseconds since the epoch, as the outside counts them. */
  now(): number
}

/** Which of AWS's services a look goes through; a cache's secret may be one of AWS's. */
const needs: Partial<Record<Look, ServiceName>> = {
  ecs: 'ecs',
  lambda: 'lambda',
  targets: 'elb',
  database: 'rds',
  cache: 'secrets',
  alarms: 'cloudwatch',
  certificate: 'acm',
  record: 'route53',
}

/** Every way there is to look at the world. */
export function createProbes({ aws, secrets, workloads, containers, now, ca, ...http }: ProbesDeps): Probes {
  return {
    async ready(looks) {
      await Promise.all([...new Set(looks)].flatMap(look => needs[look] ?? []).map(aws.load))
    },
    http: createHttpProbe(http),
    ecs: createEcsProbe(aws),
    lambda: createFunctionProbe(aws),
    workload: createWorkloadProbe(workloads),
    compose: createComposeProbe(containers),
    targets: createTargetsProbe(aws),
    database: createDatabaseProbe(aws),
    cache: createRedisProbe({ secrets, ...(http.rewrite && { rewrite: http.rewrite }) }),
    alarms: createAlarmsProbe(aws),
    certificate: createCertificateProbe(aws, now),
    record: createRecordProbe(aws, http.lookup),
    handshake: createHandshakeProbe({ ...http, now, ...(ca !== undefined && { ca }) }),
  }
}
