import { called, environmentCalled } from '../domain/called.ts'
import { UserError } from '../domain/errors.ts'
import { nearest } from '../domain/nearest.ts'
import { placesOf } from '../domain/secret-settings.ts'
import type { System } from '../domain/system.ts'
import type { Invocation } from '../ports/invocation.ts'
import type { Command } from './command.ts'
import { quietIn } from './grammar.ts'
import { splitOptions } from './options.ts'
import type { Word } from './tokens.ts'

/**
 * Refuses a line about secrets with something in it that is no name, before anything else could quote it: it may be a
 * key that belongs into the form.
 */
export function notGivenAway(
  { text, source }: Pick<Invocation, 'text' | 'source'>,
  commands: Command[],
  systems: System[],
): void {
  const isTyped = source === 'slash' || source === 'mention'
  const found = isTyped ? quietIn(text, commands) : undefined
  if (!found || isAllKnown(text, found, systems)) return
  const { command, given } = found
  const names = given.filter(({ value }) => isName(value, systems)).map(({ prose }) => prose)
  const seen = source === 'mention' ? ' Delete your message, too.' : ''
  throw new UserError(
    `Behind ${command.name} stands something that Belay does not know, and does not repeat. A value is given in the form alone. If it was a key, it counts as given away: have it replaced where it was made, and give the new one in the form.${seen}`,
    {
      label: command.name === 'secret put' ? 'Open the form' : 'Without it',
      command: [command.name, ...names].join(' '),
    },
  )
}

const help = /^(?:--?help|help|-h|\?)$/i

/** Whether all words are names, and all options are those of the command. */
function isAllKnown(
  line: string,
  { command, given }: { command: Command; given: Word[] },
  systems: System[],
): boolean {
  try {
    const asked = given.filter(({ value }) => !help.test(value))
    const { words, options } = splitOptions(line, asked, command)
    const { secret, to, system, environment } = options
    const named = [secret, to, system, environment].filter(value => typeof value === 'string')
    return [...words.map(({ value }) => value), ...named].every(
      word =>
        word.toLowerCase() === 'to' || isName(word, systems) || nearest(word, namesIn(systems)) !== undefined,
    )
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

/** Whether a system, an environment, a secret or a place of one is called so. */
const isName = (word: string, systems: System[]): boolean =>
  namesIn(systems).includes(word.toLowerCase()) ||
  systems.some(
    system =>
      environmentCalled(word, system) !== undefined ||
      Object.values(system.environments).some(({ secrets = {} }) => called(word, secrets) !== undefined),
  )

const namesIn = (systems: System[]): string[] =>
  systems
    .flatMap(({ system, title, environments }) => [
      ...[system, title, ...Object.keys(environments)],
      ...Object.values(environments).flatMap(({ services, databases = {}, secrets = {} }) => [
        ...[...Object.keys(services), ...Object.keys(databases)],
        ...Object.entries(secrets).flatMap(([name, secret]) => [name, ...placesOf(secret)]),
      ]),
    ])
    .map(name => name.toLowerCase())
