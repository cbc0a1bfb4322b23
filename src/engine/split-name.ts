import { NoCommandError, type UserError } from '../domain/errors.ts'
import type { Command } from './command.ts'
import type { Word } from './tokens.ts'

/** A command of two words with what it is about between them: "bluegreen backend switch". */
export function splitName([first, about, last]: Word[], found: Command | undefined, commands: Command[]) {
  if (!first || !about || !last || last.quoted || about.value.startsWith('-')) return undefined
  const name = `${found?.name ?? first.value} ${last.value}`.toLowerCase()
  return commands.find(one => [one.name, ...(one.aliases ?? [])].includes(name))
}

/** Offers it, with what it is about behind its name. */
export function didYouMean(line: string, [first, about, last]: Word[], { name, quiet }: Command): UserError {
  const rest = quiet ? '' : `${about!.prose} ${line.slice(last!.to).trim()}`
  return new NoCommandError(first!.value, `Did you mean ${name}?`, {
    label: name,
    command: `${name} ${rest}`.trim(),
  })
}
