import { UserError } from '../domain/errors.ts'
import type { System } from '../domain/system.ts'
import type { Where } from '../operations/operation.ts'

/** This Belay's files do not have it, or no more: those of another, which may run beside this one, may. */
export class UnknownPlaceError extends UserError {}

/** The place by its names. An `UnknownPlaceError` when the system files do not have it. */
export function whereOf(
  { system: name, environment, service }: { system: string; environment: string; service?: string },
  systems: System[],
): Where {
  const system = systems.find(one => one.system === name)
  const settings = system?.environments[environment]
  if (!system || !settings)
    throw new UnknownPlaceError(
      `There is no ${environment} of ${name}: its system file is gone or has changed.`,
    )
  if (service === undefined) return { system, environment, settings }
  const own = settings.services[service]
  if (!own)
    throw new UnknownPlaceError(`${system.title} ${environment} has no service "${service}" any more.`)
  return { system, environment, settings, service: { name: service, settings: own } }
}
