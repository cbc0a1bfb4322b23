import type { Environment, System } from '../../src/domain/system.ts'
import type { SimulatedAws } from '../aws/aws.ts'
import { committed, deployed as deployedTemplate } from '../aws/cloudformation/demo.ts'
import { cacheAddress, postgresAddress } from '../variables.ts'
import { furnishAccessLogs } from './access-logs.ts'
import { furnishDatabase } from './databases.ts'
import { furnishImages, furnishLeftovers, furnishUsers } from './leftovers.ts'
import { furnishSecrets } from './secrets.ts'
import { furnishSecurity } from './security.ts'
import { furnishService } from './services.ts'

const day = 24 * 3_600_000

/** Fills the account with everything that the systems name, all of it well. `now` in milliseconds since the epoch. */
export function furnish(aws: SimulatedAws, systems: System[], now: number): void {
  for (const { environments } of systems)
    for (const environment of Object.values(environments)) furnishOne(aws, environment, now)
  furnishSecurity(aws, systems, now)
  furnishLeftovers(aws, now)
}

function furnishOne(aws: SimulatedAws, environment: Environment, now: number): void {
  const {
    services,
    databases = {},
    caches = {},
    alarms = [],
    alarmsBegin = {},
    certificates = [],
    domains = [],
    stacks = {},
  } = environment
  for (const { token } of Object.values(environment.requests ?? {}))
    if (token?.secret.startsWith('sm:')) aws.secrets.set(token.secret.slice('sm:'.length), 'sandbox')
  for (const service of Object.values(services)) furnishService(aws, service, now)
  for (const { stack, template } of Object.values(stacks)) {
    aws.cloudformation.set({
      name: stack,
      body: deployedTemplate,
      at: now - 12 * day,
      parameters: { DatabaseClass: 'db.t3.small', DatabasePassword: '****' },
    })
    if ('url' in template) aws.cloudformation.put(template.url, committed)
  }
  for (const database of Object.values(databases)) {
    furnishDatabase(aws, database, now)
    for (const role of [database.url, database.maintenance]) if (role) hide(aws, role.secret, postgresAddress)
  }
  furnishSecrets(aws, environment, now)
  for (const { url, elasticache } of Object.values(caches)) {
    if (typeof url !== 'string') hide(aws, url.secret, cacheAddress)
    if (elasticache !== undefined) aws.elasticache.set(elasticache)
  }
  const beginning = (name: string) => (alarmsBegin[name] ? { begins: alarmsBegin[name] } : {})
  for (const alarm of alarms)
    for (const name of alarm.endsWith('*')
      ? ['5xx', 'latency'].map(what => alarm.replace('*', what))
      : [alarm])
      aws.cloudwatch.set({ name, state: 'OK', since: now - day, ...beginning(name) })
  for (const pool of Object.values(environment.userPools ?? {})) furnishUsers(aws, pool, now)
  for (const { deploy } of Object.values(services))
    furnishImages(aws, deploy?.ecs?.image ?? deploy?.github?.image, now)
  if (environment.accessLogs) furnishAccessLogs(aws, environment.accessLogs, now)
  for (const name of domains)
    aws.route53.set({ name, records: [{ name, type: 'A', alias: 'balancer.us-east-1.elb.amazonaws.com' }] })
  for (const domain of certificates) aws.acm.set({ domain, notAfter: now + 61.5 * day })
}

/** An address as a secret; where it is really found is the world's to say. */
function hide(aws: SimulatedAws, secret: string, address: string): void {
  if (secret.startsWith('sm:')) aws.secrets.set(secret.slice('sm:'.length), address)
}
