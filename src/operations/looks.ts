import type { Service } from '../domain/service-settings.ts'
import type { Environment } from '../domain/system.ts'
import type { Finding, Look, Probes } from '../ports/probes.ts'
import { accountOf } from './account.ts'

export type Kind = 'service' | 'database' | 'cache' | 'alarms' | 'certificate' | 'domain'

/** Something that can be looked at, and the looks that there are to take. */
export interface Subject {
  name: string
  kind: Kind
  looks: { through: Look; what: string; look(): Promise<Finding | Finding[]> }[]
}

/** What an environment runs and stands on, or one service of it. Each look may take `timeoutMs`. */
export function subjectsOf(
  environment: Environment,
  probes: Probes,
  timeoutMs: number,
  only?: string,
): Subject[] {
  const {
    services,
    databases = {},
    caches = {},
    alarms,
    alarmsBegin,
    certificates = [],
    domains = [],
    cluster,
    docker,
    thresholds,
  } = environment
  const account = accountOf(environment)
  const running = Object.entries(services)
    .filter(([name]) => only === undefined || name === only)
    .map(([name, service]) => ofService(name, service))
  if (only !== undefined) return running

  function ofService(
    name: string,
    { health, ecs, lambda, kubernetes, compose, targetGroup }: Service,
  ): Subject {
    const looks: Subject['looks'] = []
    if (health)
      looks.push({
        through: 'http',
        what: 'health',
        look: () => probes.http(health, timeoutMs, thresholds?.responseMs),
      })
    if (ecs)
      looks.push({ through: 'ecs', what: 'ECS', look: () => probes.ecs({ ...ecs, ...account }, timeoutMs) })
    if (lambda)
      looks.push({
        through: 'lambda',
        what: 'Lambda',
        look: () => probes.lambda({ function: lambda.function, ...account }, timeoutMs),
      })
    if (kubernetes && cluster)
      looks.push({
        through: 'workload',
        what: 'Kubernetes',
        look: () => probes.workload({ ...kubernetes, cluster, ...account }, timeoutMs),
      })
    if (compose && docker)
      looks.push({
        through: 'compose',
        what: 'Docker',
        look: () => probes.compose({ ...compose, docker, ...account }, timeoutMs),
      })
    if (targetGroup)
      looks.push({
        through: 'targets',
        what: 'load balancer',
        look: () => probes.targets({ targetGroup, ...account }, timeoutMs),
      })
    return { name, kind: 'service', looks }
  }

  const one = (name: string, kind: Kind, look: Subject['looks'][number]): Subject => ({
    name,
    kind,
    looks: [look],
  })
  return [
    // An API of API Gateway has no state of its own: its alarms tell.
    ...running.filter(({ name, looks }) => looks.length > 0 || services[name]?.apiGateway === undefined),
    ...Object.entries(databases).flatMap(([name, { rds }]) =>
      rds === undefined
        ? []
        : one(name, 'database', {
            through: 'database',
            what: 'RDS',
            look: () => probes.database({ rds, ...account }, timeoutMs),
          }),
    ),
    ...Object.entries(caches).map(([name, cache]) =>
      one(name, 'cache', {
        through: 'cache',
        what: 'Redis',
        look: () => probes.cache({ url: cache.url, ...account }, timeoutMs),
      }),
    ),
    ...(alarms
      ? [
          one('alarms', 'alarms', {
            through: 'alarms',
            what: '',
            look: () =>
              probes.alarms({ alarms, ...(alarmsBegin && { begin: alarmsBegin }), ...account }, timeoutMs),
          }),
        ]
      : []),
    ...certificates.map(domain =>
      one(certificates.length === 1 ? 'certificate' : `certificate ${domain}`, 'certificate', {
        through: 'certificate',
        what: '',
        look: () => probes.certificate({ domain, ...account }, timeoutMs),
      }),
    ),
    ...domains.map(
      (domain): Subject => ({
        name: domain,
        kind: 'domain',
        looks: [
          {
            through: 'record',
            what: 'Route 53',
            look: () => probes.record({ domain, ...account }, timeoutMs),
          },
          { through: 'handshake', what: 'TLS', look: () => probes.handshake({ domain }, timeoutMs) },
        ],
      }),
    ),
  ]
}
