import { Matcher, matchersText } from '../../domain/matchers.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { Environment, System } from '../../domain/system.ts'
import { namedBy } from './named.ts'
import { requestFor, taskFor, workflowFor } from './own-command.ts'

/** A change that a step is for, as the command of Belay's that does it. */
export interface AsCommand {
  name: string
  options: Record<string, string | number | boolean>
}

/** The command, with what it is about as the system file calls it; undefined where nothing there is that. */
export function asCommand(
  operation: string,
  input: Record<string, Json>,
  on: Record<string, Json> = {},
  { system, environment }: { system: System; environment: string },
): AsCommand | undefined {
  const settings = system.environments[environment]!
  const place = { system: system.system, environment }
  if (operation === 'exec' || operation === 'workflow run') {
    const there = inContainer(on, settings)
    const own =
      operation === 'exec'
        ? (taskFor(input, on.ecs, there) ?? workflowFor(input, settings))
        : (workflowFor(input, settings) ?? taskFor(input, undefined, there))
    return own && { name: 'workflow' in own ? 'workflow run' : 'exec', options: { ...place, ...own } }
  }
  if (operation === 'request') {
    const own = requestFor(input, settings)
    return own && { name: 'request', options: { ...place, ...own } }
  }
  const named = namedBy(on, settings)
  if (!named) return undefined
  if (operation.startsWith('compose ') && !composed(named.service, settings)) return undefined
  const given = Object.entries(typedInput(input)).flatMap(
    ([name, value]): [string, string | number | boolean][] =>
      value === null || typeof value === 'object' ? [] : [[name, value]],
  )
  return { name: operation, options: { ...place, ...named, ...Object.fromEntries(given) } }
}

/** Where the step names the container of one service, only that service's tasks count. */
function inContainer({ ecs: _, ...on }: Record<string, Json>, settings: Environment): Environment {
  const service = namedBy(on, settings)?.service
  return service === undefined
    ? settings
    : { ...settings, services: { [service]: settings.services[service]! } }
}

/** Alerts are picked as Alertmanager's own words pick them; one key of a cache is a pattern that fits no other. */
const typedInput = ({ matchers, key, ...input }: Record<string, Json>): Record<string, Json> => ({
  ...input,
  ...(matchers !== undefined && { matchers: matchersText(Matcher.array().parse(matchers)) }),
  ...(key !== undefined && { pattern: String(key).replace(/[*?[\]\\]/g, '\\$&') }),
})

/** Whether there is a service of Docker Compose to bring up or down: the one that is named, or any. */
const composed = (name: string | undefined, { services }: Environment): boolean =>
  Object.entries(services).some(([service, { compose }]) => compose && (name ?? service) === service)
