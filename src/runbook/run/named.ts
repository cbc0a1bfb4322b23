import type { Json } from '../../domain/run/plan.ts'
import type { Service } from '../../domain/service-settings.ts'
import { secretName, shortName } from '../../domain/short-name.ts'
import type { Environment } from '../../domain/system.ts'
import { fieldOf } from '../../ports/calls/call.ts'
import { isCertain, leftOf, placeIn, type Whereabouts } from './whereabouts.ts'

type Options = Record<string, string>

/** What a step is about, as the system file calls it, in the options of a command; undefined where it names no such thing. */
export function namedBy(on: Record<string, Json>, environment: Environment): Options | undefined {
  const all: Options = {}
  const { namespace } = on
  const there = typeof namespace === 'string' ? inNamespace(environment, namespace) : environment
  for (const [kind, value] of Object.entries(on)) {
    if (!Object.hasOwn(kinds, kind)) continue
    const found = kinds[kind]!(value, there)
    if (found === undefined) return undefined
    Object.assign(all, found)
  }
  return all
}

/** The environment with no other services than these. */
const only = (environment: Environment, isOne: (service: Service) => boolean): Environment => ({
  ...environment,
  services: Object.fromEntries(Object.entries(environment.services).filter(([, one]) => isOne(one))),
})

const inNamespace = (environment: Environment, namespace: string): Environment =>
  only(environment, ({ kubernetes }) => kubernetes?.namespace === namespace)

const kinds: Record<string, (value: Json, environment: Environment) => Options | undefined> = {
  ecs: (value, environment) =>
    service(inCluster(environment, value), byEcs(namesIn(value)), byEnding(namesIn(value))),
  // A task definition is of the service of its name, or of the only one that has any.
  family: (value, environment) =>
    service(environment, byEcs(namesIn(value)), byEnding(namesIn(value)), onlyOnEcs(environment)),
  // A tag deploys all that goes by tags: where something does, one of them stands for all.
  tag: (_, environment) => service(environment, ({ deploy }) => deploy?.tag !== undefined) ?? {},
  lambda: (value, environment) =>
    service(environment, ({ lambda }) => lambda !== undefined && namesIn(value).includes(lambda.function)),
  kubernetes: (value, environment) =>
    service(environment, ({ kubernetes }, name) =>
      namesIn(value).some(one => [name, kubernetes?.deployment].includes(one)),
    ),
  docker: (value, environment) =>
    service(environment, (_, name) => namesIn(value).includes(name), byEnding(namesIn(value))),
  compose: (value, environment) => service(environment, (_, name) => namesIn(value).includes(name)),
  logs: (value, environment) => service(environment, ({ logs }) => logs !== undefined && logs === value),
  // The one whose colours take turns at a listener.
  listener: (value, environment) =>
    service(environment, ({ blueGreen }) => blueGreen !== undefined && isListener(value, blueGreen.listener)),
  // The live one may be called by its colour, whatever its name is.
  colour: (value, environment) =>
    service(
      environment,
      ({ blueGreen }) =>
        blueGreen !== undefined &&
        namesIn(value).some(one =>
          [blueGreen.blue.service, blueGreen.green.service].some(
            own => own === one || one.replace(/-(?:blue|green)$/, '') === own.replace(/-(?:blue|green)$/, ''),
          ),
        ),
    ),
  rds: (value, { databases = {} }) =>
    entry('database', databases, ({ rds }) => rds !== undefined && namesIn(value).includes(rds)),
  parameterGroup: (_, { databases = {} }) => entry('database', databases, ({ rds }) => rds !== undefined),
  // Its own, or one that it has a copy of.
  secret: (value, { secrets = {} }) => {
    const is = (id: string) => secretName(id) === secretName(String(value))
    return (
      entry('secret', secrets, ({ sm }) => is(sm)) ??
      entry('secret', secrets, ({ copies }) => copies.some(copy => 'sm' in copy && is(copy.sm)))
    )
  },
  parameter: (value, { secrets = {} }) =>
    entry('secret', secrets, ({ copies }) => copies.some(copy => 'ssm' in copy && copy.ssm === value)),
  // The password of its master user.
  passwordOf: (value, { secrets = {}, databases = {} }) =>
    entry('secret', secrets, ({ database, user }) => {
      if (user !== undefined) return false
      const rds = database === undefined ? undefined : databases[database]?.rds
      return rds !== undefined && namesIn(value).includes(rds)
    }),
  passwordOfUser: (value, { secrets = {}, databases = {} }) =>
    entry('secret', secrets, ({ user, database = '' }) => {
      const { url, mongodb, rds: id } = databases[database] ?? {}
      return (
        user !== undefined &&
        fieldOf(value, 'user') === user &&
        isThere(value, { url: url ?? mongodb?.url, id })
      )
    }),
  cache: (value, { caches = {} }) =>
    entry('cache', caches, ({ url, elasticache: id }) => isThere(value, { url, id })),
  database: (value, { databases = {} }) =>
    entry('database', databases, ({ url, rds: id }) => url !== undefined && isThere(value, { url, id })),
  elasticache: (value, { caches = {} }) =>
    entry(
      'cache',
      caches,
      ({ elasticache }) => elasticache !== undefined && namesIn(value).includes(elasticache),
    ),
  userPool: (value, { userPools = {} }) => entry('pool', userPools, id => id === value),
  stack: (value, { stacks = {} }) => entry('stack', stacks, ({ stack }) => namesIn(value).includes(stack)),
}

/** Without the services of another cluster than the step names. */
function inCluster(environment: Environment, value: Json): Environment {
  const cluster = fieldOf(value, 'cluster')
  if (typeof cluster !== 'string') return environment
  return only(environment, ({ ecs }) => !ecs || shortName(ecs.cluster) === shortName(cluster))
}

/** Whether something is where the step names it, for certain: of an address that is a secret it cannot be told here. */
function isThere(value: Json, known: Whereabouts): boolean {
  const left = leftOf(placeIn(value) ?? {}, known)
  return left !== undefined && isCertain(left)
}

/** Another listener is what says so by its ARN; a blank is for the one that there is. */
const isListener = (value: Json, arn: string): boolean => !String(value).startsWith('arn:') || value === arn

type Is = (settings: Service, name: string) => boolean

const byEcs =
  (wanted: string[]): Is =>
  ({ ecs }, name) =>
    wanted.includes(name) || (ecs !== undefined && wanted.includes(shortName(ecs.service)))

/** `arbor-production-backend` is most likely `backend`. */
const byEnding =
  (wanted: string[]): Is =>
  (_, name) =>
    wanted.some(one => one.endsWith(`-${name}`))

const onlyOnEcs = ({ services }: Environment): Is => {
  const all = Object.values(services).filter(({ ecs }) => ecs !== undefined)
  return settings => all.length === 1 && settings === all[0]
}

/** The first way by which one is found counts. */
function service({ services }: Environment, ...ways: Is[]): Options | undefined {
  for (const is of ways) {
    const found = Object.entries(services).find(([name, settings]) => is(settings, name))
    if (found) return { service: found[0] }
  }
  return undefined
}

/** The only one that it can be. */
function entry<T>(kind: string, all: Record<string, T>, is: (settings: T) => boolean): Options | undefined {
  const found = Object.entries(all).filter(([, settings]) => is(settings))
  return found.length === 1 ? { [kind]: found[0]![0] } : undefined
}

function namesIn(value: Json): string[] {
  if (typeof value === 'string') return [shortName(value)]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(namesIn)
}
