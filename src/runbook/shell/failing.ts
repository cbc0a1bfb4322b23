import type { Command, Statement } from 'unbash'
import type { Line } from '../../domain/runbook/line.ts'
import type { Variables } from './variables.ts'

/** The shell's own variable of the options that are set: `e` ends a script at what fails. */
const options = '-'

/** `set -e`, `set -euo pipefail`, `set -o errexit`, `set +e`: what they do is known below; nothing else is done. */
export function optionsSet({ args }: Command, variables: Variables): Line[] {
  for (const [i, { text }] of args.entries()) {
    const isLetter = /^[-+][A-Za-z]*e/.test(text)
    if (isLetter || (text === 'errexit' && /^[-+]\w*o$/.test(args[i - 1]?.text ?? '')))
      variables.set(options, (isLetter ? text : args[i - 1]!.text).startsWith('-') ? ['e'] : [])
  }
  return []
}

const endsAtFailure = (variables: Variables): boolean => variables.get(options)?.includes('e') === true

/**
 * The lines of a loop's body, each with whether it is done where what stands before it has failed: a statement is, what
 * follows `&&` is not, and with `set -e` nothing is. Undefined where that cannot be told so.
 */
export function bodyOf(
  statements: readonly Statement[],
  variables: Variables,
  linesOf: (statement: Statement) => Line[],
): Line[] | undefined {
  const all: Line[] = []
  for (const statement of statements) {
    const { command } = statement
    const isList = command.type === 'AndOr'
    // Which failures end the script, and how a pipe or a loop has ended, is not followed into lists of commands.
    if (isList && endsAtFailure(variables)) return undefined
    if (isList && command.operators.some((one, i) => one === '&&' && command.commands[i]?.type !== 'Command'))
      return undefined
    const [first, ...others] = linesOf(statement)
    if (first) all.push(endsAtFailure(variables) ? first : { ...first, anyway: true }, ...others)
  }
  return all
}
