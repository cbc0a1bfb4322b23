import { inFull } from '../../domain/called.ts'
import { clusterName } from '../../domain/cluster-settings.ts'
import type { Json } from '../../domain/run/plan.ts'
import { placeInWords } from '../../domain/runbook/named-place.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import type { Environment } from '../../domain/system.ts'
import { fieldOf } from '../../ports/calls/call.ts'
import type { StepPlace } from '../step-place.ts'
import { filledAll, type Values } from './fill.ts'
import { namedBy } from './named.ts'
import { isKind, targetOf } from './target.ts'
import { placeIn } from './whereabouts.ts'

/** Of what an action is done on, what says where that is. */
const isWhere = (name: string): boolean => Object.hasOwn(lacks, name)

/** What an environment is not, or has not, of the place that a step names, in words that go on after its name. */
export function misplaced(
  { via, on = {} }: Action,
  values: Values,
  { system, environment }: StepPlace,
): string | undefined {
  const settings = system.environments[environment]!
  const where = Object.fromEntries(Object.entries(on).filter(([name]) => isWhere(name)))
  for (const [name, said] of Object.entries(filledAll(where, values))) {
    const lack = lacks[name]!(said, { via, environment, settings })
    if (lack !== undefined) return lack
  }
  return undefined
}

interface About {
  via: Action['via']
  environment: string
  settings: Environment
}

type Lack = (said: Json, about: About) => string | undefined

/** A database or a cache: a change wants to know for certain that it is that one, a read is told where it is looked up. */
const store =
  (kind: string): Lack =>
  (said, { via, settings }) => {
    const named = placeIn(said) ?? {}
    if (Object.keys(named).length === 0) return undefined
    if (isKind(via)) {
      const found = targetOf(via, settings, { named })
      return 'lacks' in found ? found.lacks : undefined
    }
    return namedBy({ [kind]: said }, settings)
      ? undefined
      : `names nothing that is known to be at ${placeInWords(named).slice(0, 120)} (a change goes by the instance of RDS or ElastiCache that a host names, or by no host at all)`
  }

const lacks: Record<string, Lack> = {
  region: (said, { via, settings: { region } }) =>
    via !== 'belay' || region === undefined || said === region
      ? undefined
      : `is in ${region}, and the step names ${said}`,
  environment: (said, { environment }) =>
    inFull(String(said)) === inFull(environment)
      ? undefined
      : `is not ${String(said).slice(0, 80)}, which the step names (a profile or a context is understood by the name of an environment)`,
  cluster(said, { settings: { cluster } }) {
    const server = urlIn(said, 'server')
    if (cluster && cluster !== 'in-cluster' && sameAddress(server, cluster.url)) return undefined
    return `has its cluster ${cluster ? `at ${clusterName(cluster)}` : 'nowhere'}, and the step names ${server.slice(0, 120)}`
  },
  engine(said, { settings: { docker } }) {
    const host = urlIn(said, 'host')
    if (docker && sameAddress(host, docker.host)) return undefined
    return `has its Docker ${docker ? `at ${docker.host}` : 'nowhere'}, and the step names ${host.slice(0, 120)}`
  },
  project: (said, { settings: { services } }) =>
    Object.values(services).every(({ compose }) => !compose || compose.project === said)
      ? undefined
      : `has other projects of Docker Compose than ${String(said).slice(0, 80)}`,
  database: store('database'),
  mongodb: store('mongodb'),
  cache: store('cache'),
}

const urlIn = (said: Json, name: string): string => String(fieldOf(said, name) ?? '')

/** A server's address may end with a slash or leave out the usual port. */
const sameAddress = (one: string, other: string): boolean =>
  one === other || (URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href)
