import { UserError } from '../domain/errors.ts'
import type { Correcting } from '../domain/named.ts'
import type { Invocation } from '../ports/invocation.ts'
import type { Faces } from './command.ts'
import type { Parsed } from './grammar.ts'
import { lineOf } from './line.ts'
import { quote } from './tokens.ts'

/** Nothing that Belay knows lives in this place. */
export const noSystem = (faces: Faces): UserError => {
  const channels = faces.systems
    .all()
    .flatMap(({ title, environments }) =>
      [...new Set(Object.values(environments).map(({ channel }) => channel))].map(
        name => `${title} in ${name}`,
      ),
    )
  return new UserError(`No system lives here. Ask where it does: ${channels.slice(0, 10).join(', ')}.`)
}

/** The same line once more with the choice made, and what had been filled in. */
export function again({ command, remainder }: Parsed, { fields }: Invocation, choice: string): string {
  const filled = Object.entries(fields).filter(
    ([name, text]) => text !== '' && !choice.includes(`--${name} `),
  )
  return [command.name, choice, ...filled.map(([name, text]) => `--${name} ${quote(text)}`), remainder]
    .filter(part => part !== '')
    .join(' ')
}

/** The same line with a name corrected, whether it was an option, filled in, or one of the words. */
export const correcting =
  (
    { command, options, words }: Parsed,
    { fields }: Invocation,
    typed: string,
    name: string,
    known: Record<string, string> = {},
  ): Correcting =>
  right => {
    const line = lineOf(command.name, { ...known, ...options, ...fields, [name]: right })
    const others = words.filter(({ value }) => value.toLowerCase() !== typed.toLowerCase())
    return [line, ...others.map(({ quoted, value }) => (quoted ? quote(value) : value))].join(' ')
  }
