import type { System } from '../domain/system.ts'
import { type Config, parseEnvironment } from './environment.ts'
import { ConfigurationError, type Fault } from './fault.ts'
import { readSystemFiles } from './system-files.ts'

/**
 * All that Belay is told before it starts: its environment and its system files. Throws a `ConfigurationError` with
 * every fault of both, and with every variable that the systems need and the environment lacks.
 */
export async function readConfiguration(
  variables: NodeJS.ProcessEnv,
): Promise<{ config: Config; systems: System[] }> {
  const parsed = parseEnvironment(variables)
  const folder = variables.BELAY_SYSTEMS?.trim() || 'systems'
  const { systems, faults } = await readSystemFiles(folder)
  const all = [...('faults' in parsed ? parsed.faults : []), ...missing(variables, systems), ...faults]
  if ('faults' in parsed || all.length > 0) throw new ConfigurationError(all)
  return { config: parsed.config, systems }
}

const pagerdutyNeeds = ['PAGERDUTY_API_TOKEN', 'PAGERDUTY_WEBHOOK_SECRET', 'PAGERDUTY_FROM']

function missing(variables: NodeJS.ProcessEnv, systems: System[]): Fault[] {
  const user = systems.find(({ pagerduty }) => pagerduty)
  if (!user) return []
  return pagerdutyNeeds
    .filter(name => !variables[name]?.trim())
    .map(path => ({ path, expected: `is not set: ${user.title} uses PagerDuty` }))
}
