import { commands } from '../../commands/index.ts'
import { UserError } from '../../src/domain/errors.ts'
import { rawArguments, validated } from '../../src/engine/arguments.ts'
import type { Command } from '../../src/engine/command.ts'
import { parse } from '../../src/engine/grammar.ts'

/** The command that a line is; a `UserError` where it is none, or has what its command does not take. */
export function commandOf(line: string): Command {
  const parsed = parse(line, commands)
  const { command } = parsed
  if (command.name === 'help' && !/^help\b/.test(line)) throw new UserError(`There is no command ${line}.`)
  validated(command, rawArguments(parsed, {}))
  return command
}
