import type { Assignment, Command, CommandNode, Redirection, Word } from 'unbash'
import type { Simple } from '../../domain/runbook/line.ts'
import type { Place } from '../../domain/runbook/place.ts'
import { literal } from '../text.ts'
import { noteContext, withSurroundings } from './around.ts'
import { unmarkBlanks } from './blanks.ts'
import { withBlanks, withBraces } from './braces.ts'
import { calledWith } from './called-with.ts'
import type { Variables } from './variables.ts'
import { type Reading, wordOf, wordsOf } from './words.ts'
import { unwrapped } from './wrapped.ts'

/** A command with its words; what it sets by itself is known afterwards. */
export function simple(command: Command, reading: Reading, place: Place): Simple {
  const assignments = command.prefix.filter((part): part is Assignment => part.type === 'Assignment')
  const sets = setsOf(assignments, reading)
  const words = [
    ...(command.name ? wordsOf(command.name, reading) : []),
    ...command.args.flatMap(arg => (arg.type === 'Word' ? wordsOf(arg, reading) : [assigned(arg, reading)])),
  ]
  const isPlain = command.args.every(arg => arg.type !== 'Word' || !arg.parts)
  if (isPlain && ['export', 'declare', 'local', 'readonly'].includes(literal(words[0]) ?? '')) {
    const given = command.args.filter((arg): arg is Assignment => arg.type === 'Assignment')
    return remember({ words: [], sets: setsOf(given, reading), redirects: [], place }, reading.variables)
  }
  const plain = unwrapped({ words, sets, redirects: command.redirects.flatMap(redirectOf), place })
  const all = { ...plain, words: withBraces(plain.words) }
  if (words.length === 0) return remember(all, reading.variables)
  noteContext(all, reading.variables)
  return withSurroundings(all, reading.variables)
}

/** What stands before a command is only for that command. */
function remember(command: Simple, variables: Variables): Simple {
  for (const { name, value } of command.sets) variables.set(name, value)
  return command
}

const setsOf = (assignments: Assignment[], reading: Reading): Simple['sets'] =>
  assignments.map(({ name, value, append, index }) => ({
    name,
    value:
      value.type !== 'Word' || index
        ? arrayed
        : append
          ? appended
          : (calledWith(name, value as Word) ?? withBlanks(wordOf(value as Word, reading))),
  }))

const arrayed: Simple['sets'][number]['value'] = [{ of: 'shell', text: '(…)', why: 'a list of a script' }]

const appended: Simple['sets'][number]['value'] = [{ of: 'shell', text: '+=', why: 'a change to a variable' }]

const assigned = (arg: Assignment, reading: Reading) => [
  `${arg.name}=`,
  ...(arg.value.type === 'Word' ? wordOf(arg.value as Word, reading) : arrayed),
]

/** What is thrown away, and errors shown with the rest, is nothing that has to be done. */
function redirectOf(redirection: Redirection): string[] {
  if (redirection.type !== 'Redirect') return [redirection.operator]
  const to = unmarkBlanks(redirection.target?.text ?? '')
  const isToStream = redirection.operator === '>&' && /^[12]$/.test(to)
  return to === '/dev/null' || isToStream ? [] : [`${redirection.operator} ${to}`]
}

/** Whether nothing of what it says goes on into its pipe. */
export const isUnheard = (node: CommandNode): boolean =>
  node.type === 'Command' &&
  node.redirects.some(
    redirect =>
      redirect.type === 'Redirect' &&
      redirect.target?.value === '/dev/null' &&
      (redirect.operator === '&>' ||
        (redirect.operator === '>' &&
          (redirect.descriptor === undefined ||
            (redirect.descriptor.type === 'FileDescriptor' && redirect.descriptor.value === 1)))),
  )
