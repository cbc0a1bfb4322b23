import type { System } from '../domain/system.ts'
import { type Config, mistyped, parseEnvironment } from './environment.ts'
import { ConfigurationError, type Fault } from './fault.ts'
import { readSystemFiles } from './system-files.ts'

export interface Configuration {
  config: Config
  systems: System[]
  /** The variables that systems name as secrets, as far as they are set. */
  secrets: Record<string, string>
  /** What is amiss and keeps nothing else from working, in words: secrets that are not set, variables that nobody reads. */
  findings: string[]
}

/**
 * All that Belay is told before it starts: its environment, its system files, and the variables that these name as
 * secrets. Throws a `ConfigurationError` with every fault of the first two.
 */
export async function readConfiguration(variables: NodeJS.ProcessEnv): Promise<Configuration> {
  const parsed = parseEnvironment(variables)
  const folder = variables.BELAY_SYSTEMS?.trim() || 'systems'
  const { systems, faults } = await readSystemFiles(folder)
  const all = [...('faults' in parsed ? parsed.faults : []), ...needed(variables, systems), ...faults]
  if ('faults' in parsed || all.length > 0) throw new ConfigurationError(all)
  const isSet = ({ name }: { name: string }) => (variables[name]?.trim() ?? '') !== ''
  const named = secretsOf(systems)
  return {
    config: parsed.config,
    systems,
    secrets: Object.fromEntries(named.filter(isSet).map(({ name }) => [name, variables[name]!])),
    findings: [
      ...named.filter(one => !isSet(one)).map(({ name, why }) => `${name} is not set: ${why}`),
      ...mistyped(variables),
    ],
  }
}

const pagerdutyNeeds = ['PAGERDUTY_API_TOKEN', 'PAGERDUTY_WEBHOOK_SECRET', 'PAGERDUTY_FROM']

/** What the systems need to be paged, without which nobody would be. */
function needed(variables: NodeJS.ProcessEnv, systems: System[]): Fault[] {
  const user = systems.find(({ pagerduty }) => pagerduty)
  return (user ? pagerdutyNeeds : [])
    .filter(name => !variables[name]?.trim())
    .map(path => ({ path, expected: `is not set: ${user!.title} uses PagerDuty` }))
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
