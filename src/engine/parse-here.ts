import { NoCommandError, UserError } from '../domain/errors.ts'
import type { Invocation } from '../ports/invocation.ts'
import type { Command, Faces } from './command.ts'
import { type Parsed, parse } from './grammar.ts'
import { namedHere } from './named-here.ts'
import { firstHere } from './place.ts'

/** The line as a command; a word that is none may be what a system file here has a command for. */
export async function parseHere(invocation: Invocation, commands: Command[], faces: Faces): Promise<Parsed> {
  try {
    return parse(invocation.text, commands)
  } catch (error) {
    if (!(error instanceof NoCommandError)) throw error
    const here = await firstHere(invocation, faces)
    const offers = here ? namedHere(error.typed, here) : []
    if (!here || offers.length === 0) throw error
    throw new UserError(
      `"${error.typed.slice(0, 60)}" is no command, but ${here.system.title} has one of that name: what is to be done with it?`,
      ...offers.slice(0, 5),
    )
  }
}
