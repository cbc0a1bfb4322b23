import type { Json } from '../../domain/run/plan.ts'
import { type NamedPlace, placeInWords } from '../../domain/runbook/named-place.ts'
import type { Environment } from '../../domain/system.ts'
import { accountOf } from '../../operations/account.ts'
import type { StepTargets } from '../../ports/step-reader.ts'
import { isCertain, leftOf, type Whereabouts } from './whereabouts.ts'

export type Kind = keyof StepTargets

type Targets = {
  [K in Kind]: (environment: Environment, named: NamedPlace | undefined) => Record<string, StepTargets[K]>
}

/** All that a read of each kind may go to in an environment, by name; where a step names a place, nothing else. */
const targets: Targets = {
  aws: environment => ({ account: accountOf(environment) }),
  http: environment => ({ account: accountOf(environment) }),
  postgres: (environment, named) =>
    some(
      environment.databases,
      ({ url, rds }) => url && meant({ url, ...accountOf(environment) }, named, { url, id: rds }),
    ),
  redis: (environment, named) =>
    some(environment.caches, ({ url, elasticache: id }) =>
      meant({ url, ...accountOf(environment) }, named, { url, id }),
    ),
  mongo: (environment, named) =>
    some(
      environment.databases,
      ({ mongodb }) => mongodb && meant({ url: mongodb.url, ...accountOf(environment) }, named, mongodb),
    ),
  kubernetes({ cluster, services, ...environment }): Record<string, StepTargets['kubernetes']> {
    const own = Object.values(services).flatMap(({ kubernetes }) => kubernetes ?? [])
    const place = accountOf(environment)
    if (!cluster || own.length === 0) return {}
    return { cluster: own.map(one => ({ cluster, ...one, ...place })) }
  },
  docker({ docker, services, ...environment }): Record<string, StepTargets['docker']> {
    const own = Object.values(services).flatMap(({ compose }) => compose ?? [])
    const place = accountOf(environment)
    return docker && own.length > 0 ? { docker: own.map(one => ({ docker, ...one, ...place })) } : {}
  },
  github({ services, workflows = {}, stacks = {} }) {
    const all = [
      ...Object.values(services).flatMap(({ deploy }) => deploy?.github ?? []),
      ...Object.values(workflows),
      ...Object.values(stacks).flatMap(({ template }) => ('repo' in template ? template : [])),
    ]
    return Object.fromEntries(all.map(({ repo, ref }) => [repo, { repo, ref }]))
  },
}

/** A target with what of its place is still to be looked at; undefined where it is another than the step names. */
function meant<T>(target: T, named: NamedPlace | undefined, known: Whereabouts) {
  const left = named && leftOf(named, known)
  if (named && !left) return undefined
  return left && !isCertain(left) ? { ...target, meant: left } : target
}

function some<S, T>(all: Record<string, S> | undefined, of: (settings: S) => T | undefined) {
  const found = Object.entries(all ?? {}).map(([name, settings]) => [name, of(settings)] as const)
  return Object.fromEntries(found.filter((one): one is [string, T & {}] => one[1] !== undefined))
}

/** What an environment lacks where nothing is found, at a place that is named, in words that go on after its name. */
const lacking: Record<Kind, (at: string) => string> = {
  aws: () => '',
  http: () => '',
  postgres: at =>
    `names no PostgreSQL${at} that Belay may ask: \`url\` of a database would, for a role that only reads`,
  redis: at => `names no cache${at}: \`url\` of one would`,
  mongo: at => `names no MongoDB${at}: \`mongodb\` of a database would`,
  kubernetes: () => 'names nothing that runs in Kubernetes',
  docker: () => 'names nothing that runs in Docker',
  github: () => 'names no repository',
}

/** What is asked for where there are several. */
const called: Record<Kind, string> = {
  aws: 'account',
  http: 'account',
  postgres: 'database',
  redis: 'cache',
  mongo: 'database',
  kubernetes: 'cluster',
  docker: 'machine',
  github: 'repository',
}

/** By this name it is given which of several is meant. */
export const whichOf = (kind: Kind): string => `which ${kind}`

/** Which of several is to be asked for before a read of a kind can go anywhere; undefined where it is clear. */
export function choiceOf(kind: Kind, environment: Environment) {
  const names = Object.keys(targets[kind](environment, undefined))
  return names.length > 1 ? { hole: whichOf(kind), name: called[kind], names } : undefined
}

/** Where a read goes; or what the environment lacks for it. A region that the step names itself counts more. */
export function targetOf<K extends Kind>(
  kind: K,
  environment: Environment,
  {
    which,
    region,
    named,
  }: { which?: string | undefined; region?: Json | undefined; named?: NamedPlace | undefined },
): { target: StepTargets[K] } | { lacks: string } {
  const all = targets[kind](environment, named)
  const target = which !== undefined && Object.hasOwn(all, which) ? all[which] : Object.values(all)[0]
  if (!target) return { lacks: lacking[kind](named ? ` at ${placeInWords(named)}` : '') }
  return { target: kind === 'aws' && typeof region === 'string' ? { ...target, region } : target }
}

export const isKind = (via: string): via is Kind => Object.hasOwn(targets, via)
