import type { Keeps, Service } from '../src/domain/service-settings.ts'
import type { Environment, System } from '../src/domain/system.ts'
import type { SsmHome } from '../src/domain/task-settings.ts'
import { furnishAccessLogs } from './access-logs.ts'
import type { SimulatedAws } from './aws/aws.ts'
import { committed, deployed as deployedTemplate } from './aws/cloudformation/demo.ts'
import { made } from './aws/lambda/made.ts'
import { furnishDatabase } from './databases.ts'
import { history, writing } from './history.ts'
import { furnishImages, furnishLeftovers, furnishUsers } from './leftovers.ts'
import { furnishSecrets } from './secrets.ts'
import { furnishSecurity } from './security.ts'
import { cacheAddress, postgresAddress } from './variables.ts'

const minute = 60_000
const day = 24 * 60 * minute

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
  for (const {
    ecs,
    lambda,
    scale,
    logs,
    targetGroup,
    loadBalancer,
    accessLog,
    deploy,
    tasks: named = {},
    blueGreen,
  } of Object.values(services)) {
    const tasks = scale?.min ?? 1
    if (ecs) {
      const before = history(aws, ecs.service, { deploy, logs }, now)
      const behind = targetGroup && {
        targetGroupArn: targetGroup,
        containerName: deploy?.ecs?.container ?? 'app',
        containerPort: 8080,
      }
      aws.ecs.set({
        ...{ ...ecs, desired: tasks, running: tasks, taskDefinition: before[0]!, before },
        ...(behind && { behind }),
      })
      if (scale) aws.autoscaling.set(ecs.cluster, ecs.service, { ...scale, keeps: keptOf(scale.keeps) })
    }
    for (const { ssm } of Object.values(named)) if (ssm) furnishMachine(aws, ssm)
    for (const { taskDefinition, container = 'app' } of Object.values(named))
      if (taskDefinition)
        aws.ecs.define(taskDefinition, [{ name: container, image: taskDefinition, ...writing(logs) }])
    if (lambda) aws.lambda.set({ name: lambda.function, ...madeOf(lambda, deploy, now) })
    if (logs) aws.logs.write(logs, ...anHour(now))
    if (accessLog) aws.logs.write(accessLog, ...accesses(now))
    if (targetGroup) aws.elb.set(targetGroup, healthy(tasks))
    if (loadBalancer) {
      furnishListeners(aws, loadBalancer, blueGreen ? undefined : targetGroup)
      aws.elb.balance(loadBalancer, { groups: targetGroup ? [targetGroup] : [], madeAt: now - 400 * day })
    }
    if (blueGreen) {
      aws.elb.set(blueGreen.green.targetGroup, [])
      aws.elb.forward(blueGreen.listener, blueGreen.blue.targetGroup)
    }
  }
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

/** HTTPS to the service, and what comes over plain HTTP led there. */
function furnishListeners(aws: SimulatedAws, balancer: string, group: string | undefined): void {
  const at = balancer.replace(':loadbalancer/', ':listener/')
  const RedirectConfig = { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' }
  aws.elb.listen(`${at}/0a80`, {
    ...{ port: 80, protocol: 'HTTP', otherwise: { Type: 'redirect', RedirectConfig } },
  })
  if (group !== undefined) aws.elb.forward(`${at}/0a443`, group)
}

/** A document with all that its task gives it, and a machine that it may run on. */
function furnishMachine(aws: SimulatedAws, { document, on, parameters }: SsmHome): void {
  aws.ssm.define(document, Object.fromEntries(Object.keys(parameters).map(name => [name, undefined])))
  const name = Object.values(on).join('-')
  aws.ssm.machine({
    id: `i-0${Buffer.from(name).toString('hex').slice(0, 8)}`,
    name,
    tags: on,
    isOnline: true,
  })
}

/** What autoscaling keeps a service at, in percent. */
const keptOf = ({ cpu = 70, memory = 80 }: Keeps = {}) => ({
  ECSServiceAverageCPUUtilization: cpu,
  ECSServiceAverageMemoryUtilization: memory,
})

const healthy = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `10.0.0.${10 + i}`, state: 'healthy' as const }))

/** An address as a secret; where it is really found is the world's to say. */
function hide(aws: SimulatedAws, secret: string, address: string): void {
  if (secret.startsWith('sm:')) aws.secrets.set(secret.slice('sm:'.length), address)
}

/** What a function was made of lately, from where its system file says that packages lie. */
function madeOf({ alias, memory }: NonNullable<Service['lambda']>, deploy: Service['deploy'], now: number) {
  const how = deploy?.lambda
  const { bucket, key } = how && 'key' in how ? how : { bucket: 'packages', key: '{version}.zip' }
  return made({ pattern: `${bucket}/${key}`, memory: memory?.min ?? 512, alias, now })
}

/** Two hours of an API's access log, as AWS proposes its fields; somebody tries to sign in again and again. */
const accesses = (now: number) =>
  Array.from({ length: 120 }, (_, i) => {
    const signsIn = i % 6 === 0
    const fields = signsIn
      ? { ip: '203.0.113.99', httpMethod: 'POST', resourcePath: '/v1/login', status: '401' }
      : { ip: '198.51.100.23', httpMethod: 'GET', resourcePath: '/v1/bookings/{id}', status: '200' }
    const status = i === 100 ? { status: '504' } : {}
    const message = { requestId: `r-${i}`, ...fields, ...status, responseLatency: i === 100 ? '29004' : '41' }
    return { at: now - (119 - i) * minute, message: JSON.stringify(message) }
  })

/** A request every two minutes, one of them slow, one failed. */
function anHour(now: number) {
  return Array.from({ length: 30 }, (_, i) => {
    const request = { request_id: `req-${1000 + i}`, path: '/v1/plans' }
    const line =
      i === 26
        ? {
            level: 'error',
            ...request,
            duration_ms: 5003,
            error: 'connection pool exhausted',
            user: 'eve@example.com',
          }
        : { level: 'info', ...request, duration_ms: i === 20 ? 2714 : 38 + i }
    return { at: now - (59 - 2 * i) * minute, message: JSON.stringify(line) }
  })
}
