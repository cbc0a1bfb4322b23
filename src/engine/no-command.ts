import { NoCommandError } from '../domain/errors.ts'
import { nearest } from '../domain/nearest.ts'
import type { Command } from './command.ts'
import type { Word } from './tokens.ts'

export const showHelp = { label: 'Show what Belay can do', command: 'help' }

/** What is said of a line that begins with no command: the one that was most likely meant, with the rest of the line. */
export function noCommand(line: string, words: Word[], commands: Command[]): NoCommandError {
  const typed = words.map(word => word.value.toLowerCase())
  const restAfter = (count: number) => line.slice(words[Math.min(count, words.length) - 1]!.to).trim()
  const shown = (count: number) => `"${typed.slice(0, count).join(' ').slice(0, 60)}"`

  const known = knownAs(typed, commands)
  if (known) {
    const { name, example } = known.command
    // The options are of another program.
    const rest = words.slice(known.count).some(({ value }) => value.startsWith('-'))
      ? ''
      : restAfter(known.count)
    return new NoCommandError(typed[0]!, `${shown(known.count)} is ${name} here, as in: ${example}`, {
      label: name,
      command: `${name} ${rest}`.trim(),
    })
  }

  const names = new Map(commands.flatMap(({ name, aliases = [] }) => [name, ...aliases].map(n => [n, name])))
  const group = commands.filter(({ name }) => name.startsWith(`${typed[0]} `))
  const isQuiet = commands.some(({ name, quiet }) => quiet && name.split(' ')[0] === typed[0])
  const said = shown(isQuiet ? 1 : 2)
  const counts = group.length > 0 ? [2] : [2, 1]
  const guesses = [
    ...counts.map(count => ({ count, name: begunBy(typed.slice(0, count).join(' '), names) })),
    ...counts.map(count => ({ count, name: nearest(typed.slice(0, count).join(' '), names.keys()) })),
    { count: 1, name: [...names.keys()].find(name => name.endsWith(` ${typed[0]}`)) },
  ]
  const guess = guesses.find(({ name }) => name !== undefined)
  if (guess) {
    const name = names.get(guess.name!)!
    const meant = commands.find(command => command.name === name)!
    return new NoCommandError(
      typed[0]!,
      `There is no command ${said}. Did you mean ${name}, as in: ${meant.example}`,
      { label: name, command: isQuiet ? name : `${name} ${restAfter(guess.count)}`.trim() },
    )
  }
  if (group.length > 0)
    return new NoCommandError(
      typed[0]!,
      `There is no command ${said}: there are ${typed[0]} ${group.map(({ name }) => name.slice(typed[0]!.length + 1)).join(', ')}. As in: ${group[0]!.example}`,
      ...group.slice(0, 5).map(({ name }) => ({ label: name, command: name })),
    )
  return new NoCommandError(
    typed[0]!,
    `There is no command ${said}. Type help to see them all, as in: help`,
    showHelp,
  )
}

/** The command that does what somebody knows by these words: "kubectl get pods" and no less of them. */
function knownAs(typed: string[], commands: Command[]): { command: Command; count: number } | undefined {
  const known = commands.flatMap(command =>
    (command.knownAs ?? []).map(words => ({ command, words: words.split(' ') })),
  )
  const [longest] = known
    .filter(({ words }) => words.every((word, i) => typed[i] === word))
    .sort((a, b) => b.words.length - a.words.length)
  return longest && { command: longest.command, count: longest.words.length }
}

/** The only command whose name goes on like that: "incident stop". */
function begunBy(typed: string, names: Map<string, string>): string | undefined {
  const begun = [...names].filter(([name]) => name.startsWith(typed)).map(([, name]) => name)
  return typed.length > 2 && new Set(begun).size === 1 ? begun[0] : undefined
}
