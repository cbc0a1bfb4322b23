import type { Json } from '../../domain/run/plan.ts'
import type { Environment, System } from '../../domain/system.ts'

/** A change that a step is for, as the command of Belay's that does it. */
export interface AsCommand {
  name: string
  options: Record<string, string | number | boolean>
}

/** Operations whose command takes an argument by another name. */
const renamed: Record<string, Record<string, string>> = { scale: { count: 'count' } }

/** The command, with the service that it is about as the system file calls it; undefined where no service is that one. */
export function asCommand(
  operation: string,
  input: Record<string, Json>,
  on: Record<string, Json> | undefined,
  { system, environment }: { system: System; environment: string },
): AsCommand | undefined {
  const service = on && serviceOn(on, system.environments[environment]!)
  if (on && Object.keys(on).length > 0 && service === undefined) return undefined
  const names = renamed[operation] ?? {}
  return {
    name: operation,
    options: {
      system: system.system,
      environment,
      ...(service !== undefined && { service }),
      ...Object.fromEntries(
        Object.entries(input).flatMap(([name, value]) =>
          value === null || typeof value === 'object' ? [] : [[names[name] ?? name, value]],
        ),
      ),
    },
  }
}

/** `{ ecs: { cluster, service } }`, `{ kubernetes: "deployment/shop" }`, `{ compose: ["backend"] }`: whose is it? */
function serviceOn(on: Record<string, Json>, { services }: Environment): string | undefined {
  const wanted = new Set(Object.values(on).flatMap(namesIn))
  const found = Object.entries(services).find(
    ([name, { ecs }]) => wanted.has(name) || (ecs !== undefined && wanted.has(lastOf(ecs.service))),
  )
  return (
    found?.[0] ??
    Object.entries(services).find(([name]) => [...wanted].some(one => one.endsWith(`-${name}`)))?.[0]
  )
}

function namesIn(value: Json): string[] {
  if (typeof value === 'string') return [lastOf(value)]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(namesIn)
}

const lastOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1)
