import { secretName, shortName } from './short-name.ts'
import type { System } from './system.ts'

/** What people type in place of an environment's name. */
const inShort: Record<string, string> = {
  prod: 'production',
  prd: 'production',
  stage: 'staging',
  stg: 'staging',
  dev: 'development',
}

/** An environment by its whole name, as most call it. */
export const inFull = (environment: string): string => inShort[environment] ?? environment

/** The environment that is called so, or so for short: "prod". */
export function environmentCalled(typed: string, { environments }: System): string | undefined {
  const lower = typed.toLowerCase()
  return [lower, inFull(lower)].find(name => Object.hasOwn(environments, name))
}

/** What a system file may say of a thing that AWS, Kubernetes or somebody else has under a name of its own. */
interface Elsewhere {
  ecs?: { service: string } | undefined
  lambda?: { function: string } | undefined
  kubernetes?: { deployment: string } | undefined
  apiGateway?: string | undefined
  logs?: string | undefined
  rds?: string | undefined
  elasticache?: string | undefined
  sm?: string | undefined
  stack?: string | undefined
}

/** The one that a system file has under this name, or that the outside calls so: an ECS service, an instance of RDS … */
export function called<T>(typed: string, all: Record<string, T>): string | undefined {
  const lower = typed.toLowerCase()
  const own = [typed, lower].find(name => Object.hasOwn(all, name))
  if (own !== undefined) return own
  const [only, ...others] = Object.entries(all).filter(([, one]) =>
    namesOf(one as Elsewhere).some(name => [lower, shortName(lower)].includes(name.toLowerCase())),
  )
  return others.length === 0 ? only?.[0] : undefined
}

function namesOf(one: Elsewhere): string[] {
  const { ecs, lambda, kubernetes, apiGateway, logs, rds, elasticache, sm, stack } = one
  const all = [ecs && shortName(ecs.service), lambda?.function, kubernetes?.deployment, apiGateway, logs]
  return [...all, rds, elasticache, sm && secretName(sm), stack].filter(name => name !== undefined)
}
