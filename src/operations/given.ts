import { UserError } from '../domain/errors.ts'
import { type Argument, fits } from '../domain/task-settings.ts'

/** What was given, in order, for the blanks of something that is named; each has to match what the system file says. */
export function valuesOf(
  name: string,
  blanks: string[],
  takes: Record<string, Argument>,
  given: string[],
): Record<string, string> {
  if (given.length > blanks.length)
    throw new UserError(
      blanks.length === 0
        ? `${name} takes nothing besides. As in: {example}`
        : `${name} takes ${blanks.join(', ')}, and nothing like "${given[blanks.length]!.slice(0, 60)}".`,
    )
  return Object.fromEntries(
    blanks.map((blank, i) => {
      const { matches, default: usual } = takes[blank]!
      const like = looksLike(takes[blank]!)
      const value = given[i] ?? usual
      if (value === undefined) throw new UserError(`${name} needs ${blank}: ${like}`)
      // What begins with a dash is an option of the program, not a value of it.
      if (value.startsWith('-') || !fits(matches, value))
        throw new UserError(`"${value.slice(0, 60)}" is no ${blank} that ${name} takes: ${like}`)
      return [blank, value]
    }),
  )
}

/** "one of all, api-gateway", or something like its example. */
function looksLike({ matches, example }: Argument): string {
  const choices = matches.split('|')
  return choices.length > 1 && choices.every(choice => /^[\w-]+$/.test(choice))
    ? `one of ${choices.join(', ')}`
    : `something like ${example ?? matches}`
}
