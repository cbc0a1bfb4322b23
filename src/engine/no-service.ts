import { called } from '../domain/called.ts'
import { UserError } from '../domain/errors.ts'
import { having } from '../domain/having.ts'
import { lineOf } from './line.ts'
import type { Inhabitant } from './place.ts'

/** A command, and what something has in its system file to be what that is for. */
type Fit = [command: string, has: string]

/** What else than services has a name there: the commands that are for it, by that for services which does the same, and others. */
const kinds: {
  place: 'databases' | 'caches'
  is: string
  option: string
  same: Record<string, Fit>
  other: Fit[]
}[] = [
  {
    place: 'databases',
    is: 'a database',
    option: 'database',
    same: { restart: ['db reboot', 'rds'], logs: ['db log-files', 'rds'] },
    other: [
      ['db info', 'rds'],
      ['db connections', 'url'],
      ['mongo info', 'mongodb'],
    ],
  },
  {
    place: 'caches',
    is: 'a cache',
    option: 'cache',
    same: { restart: ['cache restart', 'elasticache'] },
    other: [
      ['cache info', 'url'],
      ['cache nodes', 'elasticache'],
    ],
  },
]

/** Why a database or a cache that is named as a service is not meant by a command, with what is for it instead. */
export function noService(
  command: string,
  typed: string,
  { system, environment }: Inhabitant,
): UserError | undefined {
  const settings = system.environments[environment]!
  for (const { place, is, option, same, other } of kinds) {
    const all: Record<string, object> = settings[place] ?? {}
    const name = called(typed, all)
    if (name === undefined) continue
    const fits = [...(same[command] ? [same[command]] : []), ...other]
    const at = { system: system.system, environment }
    return new UserError(
      `${name} of ${system.title} ${environment} is ${is}, and no service.`,
      ...fits
        .filter(([, has]) => having(all, [has]).includes(name))
        .map(([line]) => ({ label: `${line} ${name}`, command: lineOf(line, { ...at, [option]: name }) })),
      // It is looked at with all that is there.
      ...(command === 'health' ? [{ label: 'health', command: lineOf('health', at) }] : []),
    )
  }
  return undefined
}
