import { UserError } from '../domain/errors.ts'
import { isIncidentId } from '../domain/incident.ts'
import { incidentNumber } from '../domain/incident-name.ts'
import type { Command } from './command.ts'
import { noCommand, showHelp } from './no-command.ts'
import { type Options, splitOptions } from './options.ts'
import { didYouMean, splitName } from './split-name.ts'
import { quote, tokenize, type Word } from './tokens.ts'

/** A line that begins with a command: its words and options, not yet given to arguments. */
export interface Parsed {
  command: Command
  words: Word[]
  options: Options
  /** What follows the command's name, as it was typed. */
  remainder: string
}

/** In characters: more than anybody types, and little enough to be read at once. */
const longest = 4_000

/** Reads a line typed after a slash command or a mention, or carried by a button or modal. Faults are `UserError`s. */
export function parse(line: string, commands: Command[]): Parsed {
  if (line.length > longest)
    throw new UserError(
      `A command has ${longest.toLocaleString('en')} characters at most, and this has more. Post the long text as a message of its own, and say the short of it here.`,
      showHelp,
    )
  const { words, found: command } = begun(line, commands)
  const split = command?.command.rest === undefined ? splitName(words, command?.command, commands) : undefined
  if (split) throw didYouMean(line, words, split)
  if (!command) return unmatched(line, words, commands)
  const { end } = command
  const given = words.slice(end)
  const remainder = line.slice(words[end - 1]!.to).trim()
  if (asksForHelp(given, command.command, words[end - 1]!)) return helpOn(command.command.name, commands)
  return { command: command.command, ...splitOptions(line, given, command.command), remainder }
}

/** Behind nothing but an incident, or alone. In a longer text `--help` is text, and in any line `help` is a word. */
function asksForHelp(given: Word[], { rest, permission }: Command, last: Word): boolean {
  // "resolve?" wonders about what "oncall?" asks for.
  if (given.length === 0) return last.value.endsWith('?') && permission !== 'anyone'
  const at = given.findIndex(word => !word.quoted && /^(?:--?help|help|-h|\?)$/i.test(word.value))
  if (at < 0) return false
  const isOption = given[at]!.value.toLowerCase() === '--help'
  if (isOption && (rest === undefined || at === 0)) return true
  const [{ value }] = given as [Word]
  const isIncident = incidentNumber(value) !== undefined || isIncidentId(value)
  return given.length === at + 1 && (at === 0 || (at === 1 && isIncident))
}

/** "@belay /incident ack" and "/belay incident ack" both mean incident ack. */
function withoutPrefix(words: Word[]): Word[] {
  const [first, ...rest] = words
  if (!first || first.quoted) return words
  const bare = first.value.replace(/^\//, '')
  return bare.toLowerCase() === 'belay' ? rest : [{ ...first, value: bare }, ...rest]
}

function longestMatch(words: Word[], commands: Command[]): { command: Command; end: number } | undefined {
  let best: { command: Command; end: number } | undefined
  for (const command of commands) {
    for (const name of [command.name, ...(command.aliases ?? [])]) {
      const parts = name.split(' ')
      if (parts.length > (best?.end ?? 0) && parts.every((part, i) => says(words[i], part)))
        best = { command, end: parts.length }
    }
  }
  return best
}

function begun(line: string, commands: Command[]) {
  const words = withoutPrefix(tokenize(line))
  return { words, found: longestMatch(words, commands) }
}

/** The command that a line begins with. */
export const commandIn = (line: string, commands: Command[]): Command | undefined =>
  begun(line, commands).found?.command

/** A command about secrets that a line begins with, and what stands behind it. */
export function quietIn(line: string, commands: Command[]): { command: Command; given: Word[] } | undefined {
  const { words, found } = begun(line, commands)
  return found?.command.quiet && { command: found.command, given: words.slice(found.end) }
}

const says = (word: Word | undefined, part: string) =>
  word && !word.quoted && (word.value.toLowerCase() === part || word.value.toLowerCase() === `${part}?`)

/** A line that stops short of a command (nothing, or `incident`) asks for help on it; else nobody knows it. */
function unmatched(line: string, words: Word[], commands: Command[]): Parsed {
  const typed = words.map(word => word.value.toLowerCase())
  const beginning = typed.filter(word => word !== 'help' && word !== '--help').join(' ')
  const topics = commands.filter(({ name }) => `${name} `.startsWith(beginning && `${beginning} `))
  if (topics.length > 0) return helpOn(beginning, commands)
  throw noCommand(line, words, commands)
}

function helpOn(topic: string, commands: Command[]): Parsed {
  const command = commands.find(({ name }) => name === 'help')
  if (!command) throw new UserError('There is no such command here.')
  return { command, words: topic ? tokenize(quote(topic)) : [], options: {}, remainder: topic }
}
