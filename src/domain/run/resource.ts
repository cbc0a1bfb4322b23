import { isAlarm } from '../alert-routing.ts'
import { clusterName } from '../cluster-settings.ts'
import type { Copy } from '../secret-settings.ts'
import { secretName, shortName } from '../short-name.ts'
import type { Environment, System } from '../system.ts'

/**
 * What is locked while a service is changed: the real thing, so that two services of a system file that are the same one
 * in AWS exclude each other, whether they name it in short or by its ARN.
 */
export function resourceOf(system: System, environment: string, service: string): string {
  const settings = system.environments[environment]
  const { ecs, lambda, kubernetes, compose } = settings?.services[service] ?? {}
  if (settings && ecs) return `ecs:${placeOf(settings)}:${shortName(ecs.cluster)}/${shortName(ecs.service)}`
  if (settings && lambda) return `lambda:${placeOf(settings)}:${lambda.function}`
  if (settings?.cluster && kubernetes)
    return `kubernetes:${clusterName(settings.cluster)}:${kubernetes.namespace}/${kubernetes.deployment}`
  if (settings?.docker && compose)
    return `docker:${settings.docker.host}:${compose.project}/${compose.service}`
  return `service:${environment}/${service}`
}

/** An alarm of CloudWatch by its name, or the beginning of several with a `*` at its end. */
export const alarmResource = (settings: Environment, alarm: string): string =>
  `cloudwatch:${placeOf(settings)}:${alarm}`

/** A security group of EC2. */
export const securityGroupResource = (settings: Environment, group: string): string =>
  `ec2:${placeOf(settings)}:${group}`

/** A stack of CloudFormation. */
export const stackResource = (settings: Environment, stack: string): string =>
  `cloudformation:${placeOf(settings)}:${stack}`

const stacksOf = (settings: Environment): string[] =>
  Object.values(settings.stacks ?? {}).map(({ stack }) => stackResource(settings, stack))

/** A workflow that an environment names. */
export const workflowResource = (environment: string, name: string): string =>
  `workflow:${environment}/${name}`

/** A request that an environment names. */
export const requestResource = (environment: string, name: string): string => `request:${environment}/${name}`

/** A database: the instance, however its environment calls it; without one, by where its address is kept. */
export function databaseResource(settings: Environment, name: string): string {
  const { rds, url, mongodb } = settings.databases?.[name] ?? {}
  if (rds !== undefined) return instanceResource(settings, rds)
  const secret = (url ?? mongodb?.url)?.secret ?? name
  // A variable of Belay's is the same one wherever it is named.
  return `database:${secret.startsWith('env:') ? '' : placeOf(settings)}:${secret}`
}

/** An instance of RDS. */
export const instanceResource = (settings: Environment, id: string): string =>
  `rds:${placeOf(settings)}:${id}`

/** A parameter group of RDS. */
export const parameterGroupResource = (settings: Environment, group: string): string =>
  `rds-parameters:${placeOf(settings)}:${group}`

/** A cache, likewise. */
export function cacheResource(settings: Environment, name: string): string {
  const { elasticache, url = name } = settings.caches?.[name] ?? {}
  if (elasticache !== undefined) return `elasticache:${placeOf(settings)}:${elasticache}`
  return `redis:${placeOf(settings)}:${typeof url === 'string' ? url : url.secret}`
}

/** A secret of Secrets Manager, whether it is named in short or by its ARN. */
export const secretResource = (settings: Environment, id: string): string =>
  `secret:${placeOf(settings)}:${secretName(id)}`

/** A user pool of Cognito. */
export const userPoolResource = (settings: Environment, id: string): string =>
  `cognito:${placeOf(settings)}:${id}`

/** A parameter of Parameter Store. */
const parameterResource = (settings: Environment, name: string): string =>
  `parameter:${placeOf(settings)}:${name}`

/** Where the value of a secret goes besides. */
export const copyResource = (settings: Environment, copy: Copy): string =>
  'ssm' in copy ? parameterResource(settings, copy.ssm) : secretResource(settings, copy.sm)

/** The databases, caches, secrets and user pools that an environment names. */
const storesOf = (settings: Environment): string[] => [
  ...Object.values(settings.secrets ?? {}).flatMap(({ sm, copies }) => [
    secretResource(settings, sm),
    ...copies.map(copy => copyResource(settings, copy)),
  ]),
  ...Object.keys(settings.databases ?? {}).map(name => databaseResource(settings, name)),
  ...Object.keys(settings.caches ?? {}).map(name => cacheResource(settings, name)),
  ...Object.values(settings.userPools ?? {}).map(id => userPoolResource(settings, id)),
]

const alarmsOf = (settings: Environment): string[] =>
  (settings.alarms ?? []).map(alarm => alarmResource(settings, alarm))

/** All services of an environment. */
const servicesOf = (system: System, environment: string): string[] =>
  Object.keys(system.environments[environment]?.services ?? {}).map(name =>
    resourceOf(system, environment, name),
  )

/** All that an environment names and that may be changed. */
export function resourcesOf(system: System, environment: string): string[] {
  const settings = system.environments[environment]!
  return [
    ...servicesOf(system, environment),
    ...storesOf(settings),
    ...stacksOf(settings),
    ...alarmsOf(settings),
  ]
}

/** The other environments of a system that have one of these resources as well. */
export const sharedBy = (system: System, environment: string, resources: string[]): string[] =>
  Object.entries(system.environments)
    .filter(([name, settings]) => {
      const named = resourcesOf(system, name)
      const alarms = alarmsOf(settings)
      const has = (resource: string) =>
        named.includes(resource) || alarms.some(alarm => isAlarm(alarm, resource) || isAlarm(resource, alarm))
      return name !== environment && resources.some(has)
    })
    .map(([name]) => name)

/** The account that an environment is in, as far as its system file says; else it is Belay's own. */
export const accountIn = ({ account, role }: Environment): string | undefined =>
  account ?? role?.split(':')[4]

/** Names are unique in a region of an account. */
function placeOf(settings: Environment): string {
  const { region = '' } = settings
  const account = accountIn(settings)
  return account === undefined ? region : `${account}:${region}`
}
