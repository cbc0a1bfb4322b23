import type { Severity } from './severity.ts'
import type { System } from './system.ts'

export type Path = (string | number)[]

/** Where a system file contradicts itself, and what was to be expected there. */
export interface Contradiction {
  path: Path
  expected: string
}

/** What must fit together in a system file; looked at only if the parts that it `reads` are sound by themselves. */
export interface Rule {
  reads: (keyof System)[]
  faults(system: System): Contradiction[]
}

export const namesOf = (system: System) => Object.keys(system.severities) as Severity[]

/** Where something at `path` is put that the system does not have. */
export function unknownPlace(
  environments: System['environments'],
  target: { environment: string; service?: string | undefined },
  path: Path,
): Contradiction[] {
  const environment = environments[target.environment]
  if (!environment)
    return [{ path: [...path, 'environment'], expected: `one of ${Object.keys(environments).join(', ')}` }]
  if (target.service === undefined || environment.services[target.service]) return []
  const known = Object.keys(environment.services).join(', ') || 'nothing: it lists no services'
  return [{ path: [...path, 'service'], expected: `a service of ${target.environment}: ${known}` }]
}

export const unknownSeverities = (system: System, named: [Path, Severity][]): Contradiction[] =>
  named
    .filter(([, severity]) => !system.severities[severity])
    .map(([path]) => ({ path, expected: `one of the severities above: ${namesOf(system).join(', ')}` }))

export const repeated = (values: string[], path: Path): Contradiction[] =>
  values.flatMap((value, i) =>
    values.indexOf(value) < i ? [{ path: [...path, i], expected: `${value} once only` }] : [],
  )
