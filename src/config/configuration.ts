import type { System } from '../domain/system.ts'
import { type Config, parseEnvironment } from './environment.ts'
import { ConfigurationError, type Fault } from './fault.ts'
import { readSystemFiles } from './system-files.ts'

/**
 * All that Belay is told before it starts: its environment, its system files, and the variables that these name as
 * secrets. Throws a `ConfigurationError` with
 * every fault of both, and with every variable that the systems need and the environment lacks.
 */
export async function readConfiguration(
  variables: NodeJS.ProcessEnv,
): Promise<{ config: Config; systems: System[]; secrets: Record<string, string> }> {
  const parsed = parseEnvironment(variables)
  const folder = variables.BELAY_SYSTEMS?.trim() || 'systems'
  const { systems, faults } = await readSystemFiles(folder)
  const all = [...('faults' in parsed ? parsed.faults : []), ...missing(variables, systems), ...faults]
  if ('faults' in parsed || all.length > 0) throw new ConfigurationError(all)
  const secrets = Object.fromEntries(secretsOf(systems).map(({ name }) => [name, variables[name]!]))
  return { config: parsed.config, systems, secrets }
}

const pagerdutyNeeds = ['PAGERDUTY_API_TOKEN', 'PAGERDUTY_WEBHOOK_SECRET', 'PAGERDUTY_FROM']

function missing(variables: NodeJS.ProcessEnv, systems: System[]): Fault[] {
  const user = systems.find(({ pagerduty }) => pagerduty)
  const needed = [
    ...(user ? pagerdutyNeeds.map(name => ({ name, why: `${user.title} uses PagerDuty` })) : []),
    ...secretsOf(systems),
  ]
  return needed
    .filter(({ name }) => !variables[name]?.trim())
    .map(({ name, why }) => ({ path: name, expected: `is not set: ${why}` }))
}

/** The variables that systems name as `{ secret: env:NAME }`, and what for. */
const secretsOf = (systems: System[]): { name: string; why: string }[] =>
  systems.flatMap(({ title, environments }) =>
    Object.entries(environments).flatMap(([name, { databases = {}, caches = {}, ...others }]) => [
      ...Object.entries({ ...databases, ...caches }).flatMap(([of, settings]) =>
        variablesIn(settings).map(secret => ({ name: secret, why: `${title} looks at its ${of} with it` })),
      ),
      ...variablesIn(others).map(secret => ({ name: secret, why: `${title} ${name} is reached with it` })),
    ]),
  )

/** Every variable that is named as a secret somewhere in there. */
function variablesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  if ('secret' in value && typeof value.secret === 'string')
    return value.secret.startsWith('env:') ? [value.secret.slice('env:'.length)] : []
  return Object.values(value).flatMap(variablesIn)
}
