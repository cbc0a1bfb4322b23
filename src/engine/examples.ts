import { UserError } from '../domain/errors.ts'
import { having } from '../domain/having.ts'
import type { ManagedSecret } from '../domain/secret-settings.ts'
import type { Environment, System } from '../domain/system.ts'
import type { Argument } from '../domain/task-settings.ts'
import { versionLike } from '../operations/version-typed.ts'
import type { Command } from './command.ts'
import { commandIn } from './grammar.ts'
import type { Inhabitant } from './place.ts'

const blanks = /\{(\w+)(?: (\w+))?\}/g
const asIn = /\bas in: /i

/** Whether what is said has an example that is to be filled in. */
export const hasBlanks = (error: unknown): error is UserError =>
  error instanceof UserError && error.message.search(blanks) >= 0

/**
 * What is said, with its example as it works at a place; without it where nothing there would do for it. `{example}` is
 * that of the command that was asked for.
 */
export function withExample(
  said: string,
  { commands, asked, place }: { commands: Command[]; asked: string; place: Inhabitant | undefined },
): string {
  const at = asIn.exec(said)
  const own = commands.find(({ name }) => name === asked)?.example ?? ''
  const example = at && said.slice(at.index + at[0].length).replace('{example}', own)
  if (!example || example.search(blanks) < 0) return said
  const filled = exampleAt(example, commands, place)
  return filled === undefined
    ? said
        .slice(0, at.index)
        .replace(/[\s,:;]+$/, '')
        .replace(/(?<![.?])$/, '.')
    : said.slice(0, at.index) + at[0] + filled
}

/**
 * An example with its blanks filled: with what the environment of a place has, else with what another one of its system
 * has; undefined where nothing would do, or no system lives there.
 */
export function exampleAt(
  example: string,
  commands: Command[],
  place: Inhabitant | undefined,
): string | undefined {
  if (example.search(blanks) < 0) return example
  if (!place) return undefined
  const { system, environment } = place
  const command = commandIn(example, commands)
  const needs = command?.about === 'system' ? command.needs : undefined
  const others = Object.keys(system.environments).filter(name => name !== environment)
  for (const name of [environment, ...others]) {
    const values = valuesOf(system, system.environments[name]!, needs)
    const isWhole = [...example.matchAll(blanks)].every(([, kind, has]) => values(kind!, has) !== undefined)
    const filled = example.replace(blanks, (_, kind: string, has?: string) => values(kind, has) ?? '')
    if (isWhole) return name === 'production' ? filled : `${filled} --env ${name}`
  }
  return undefined
}

/** What stands for a blank: `{databases rds}` is the first database that has `rds`, `{service}` one that will do. */
function valuesOf(system: System, environment: Environment, needs: Parameters<typeof having>[1]) {
  const [service] = having(environment.services, needs)
  const settings = service === undefined ? undefined : environment.services[service]
  const values: Record<string, () => string | undefined> = {
    system: () => system.system,
    service: () => service,
    version: () => settings?.deploy && versionLike(settings.deploy),
    task: () => withoutWords(settings?.tasks),
    workflow: () => withoutWords(environment.workflows),
    request: () => withoutWords(environment.requests),
    instance: () => Object.values(environment.databases ?? {}).find(({ rds }) => rds)?.rds,
    givable: () => secretThat(({ from, database: its }) => from !== 'aws' && its === undefined, environment),
    rotatable: () => secretThat(({ from }) => from !== 'person', environment),
    alarm: () => environment.alarms?.[0],
    query: () =>
      Object.values(environment.databases ?? {}).flatMap(one => Object.keys(one.mongodb?.queries ?? {}))[0],
    checklist: () => Object.keys(system.checklists ?? {})[0],
    schedule: () => Object.keys(system.schedules ?? {})[0],
    procedure: () => Object.values(system.checklists ?? {})[0]?.procedure,
  }
  return (kind: string, has?: string): string | undefined =>
    Object.hasOwn(values, kind) ? values[kind]!() : namedIn(environment[kind as 'databases'], has)
}

const secretThat = (fits: (secret: ManagedSecret) => boolean, { secrets = {} }: Environment) =>
  Object.entries(secrets).find(([, one]) => fits(one))?.[0]

/** The first that has a setting. */
const namedIn = (all: Record<string, object> = {}, has: string | undefined): string | undefined =>
  Object.entries(all).find(([, one]) => has === undefined || (one as Record<string, unknown>)[has])?.[0]

/** The first that can be named without a word behind it. */
const withoutWords = (
  all: Record<string, { arguments: Record<string, Argument> }> = {},
): string | undefined =>
  Object.entries(all).find(([, one]) =>
    Object.values(one.arguments).every(({ default: usual }) => usual !== undefined),
  )?.[0]
