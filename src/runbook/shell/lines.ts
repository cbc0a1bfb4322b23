import type {
  Assignment,
  Command,
  CommandNode,
  HereDoc,
  HereString,
  ParsedScript,
  PipelineNode,
  Redirection,
  Statement,
  Word,
} from 'unbash'
import type { Line, Simple, Text } from '../../domain/runbook/line.ts'
import type { Place } from '../../domain/runbook/place.ts'
import { literal } from '../text.ts'
import { unmarkBlanks } from './blanks.ts'
import { heard } from './session.ts'
import type { Variables } from './variables.ts'
import { type Reading, wordOf } from './words.ts'
import { unwrapped } from './wrapped.ts'

/** Where an offset of the parsed text stands in its file. */
export type PlaceAt = (offset: number) => Place

/** So deep a command may stand within others. */
const deepest = 8

/** What a statement does, one line for each command that follows another with `&&`; what it sets is known afterwards. */
export function linesOf(statement: Statement, variables: Variables, placeAt: PlaceAt, depth = 0): Line[] {
  const place = placeAt(statement.pos)
  if (statement.background) return [{ is: 'shell', why: 'it goes on in the background', place }]
  if (depth > deepest) return [{ is: 'shell', why: 'it is nested too deeply', place }]
  const reading: Reading = {
    variables,
    // Offsets within `$(…)` are those of the whole, but for a script of its own source.
    lines: (script: ParsedScript) => {
      const at = script.source === undefined ? placeAt : () => place
      return script.commands.flatMap(inner => linesOf(inner, new Map(variables), at, depth + 1))
    },
  }
  const { command } = statement
  if (command.type === 'Command' && command.name?.text === 'set') return []
  if (command.type !== 'AndOr') return told(command, lineOf(command, reading, placeAt, depth), reading)
  const lines: Line[] = []
  for (const [i, part] of command.commands.entries()) {
    const line = lineOf(part, reading, placeAt, depth)
    if (i === 0 || command.operators[i - 1] === '&&') lines.push(...told(part, line, reading))
    else if (!isTalk(line))
      return [{ is: 'shell', why: 'it does one thing or, if that fails, another', place }]
  }
  return lines
}

/** A client that a here-document is given to is told each of its statements by itself. */
function told(node: PipelineNode, line: Line, reading: Reading): Line[] {
  if (node.type !== 'Command' || line.is !== 'pipe') return [line]
  const [here, ...others] = node.redirects.filter(({ type }) => type !== 'Redirect')
  if (!here || others.length > 0 || here.type === 'Redirect') return [line]
  const [command] = line.commands as [Simple]
  const redirects = command.redirects.filter(operator => operator !== here.operator)
  const calls = heard({ ...command, redirects }, saidIn(here, reading))
  return calls ? calls.map(one => ({ is: 'pipe', commands: [one] })) : [line]
}

const saidIn = (here: HereDoc | HereString, reading: Reading): Text =>
  here.type === 'HereString'
    ? here.target
      ? wordOf(here.target, reading)
      : []
    : wordOf({ value: here.body.text, parts: here.body.parts }, reading)

/** `|| echo "UNREACHABLE"`: a failed step says so by itself. */
const isTalk = (line: Line): boolean =>
  line.is === 'pipe' && ['echo', 'true', ':', 'printf'].includes(literal(line.commands[0]!.words[0]) ?? '')

function lineOf(node: PipelineNode, reading: Reading, placeAt: PlaceAt, depth: number): Line {
  const place = placeAt(node.pos)
  const shell = (why: string): Line => ({ is: 'shell', why, place })
  switch (node.type) {
    case 'Command':
      return { is: 'pipe', commands: [simple(node, reading, place)] }
    case 'Pipeline': {
      const commands = node.commands.map(command => simpleOf(command, reading, placeAt))
      if (commands.length === 0) return shell('nothing stands in its pipe')
      const known = commands.filter(command => command !== undefined)
      return known.length === commands.length
        ? { is: 'pipe', commands: known }
        : shell('what its pipe ends in is no plain command')
    }
    case 'For': {
      const name = node.name.value
      if (!node.wordlist) return shell('it goes over the parameters of a script')
      const over = node.wordlist.map(word => wordOf(word, reading))
      const inside = new Map(reading.variables).set(name, [{ of: 'variable', name }])
      const body = node.body.commands.flatMap(statement => linesOf(statement, inside, placeAt, depth + 1))
      return { is: 'each', name, over, body, place }
    }
    default:
      return shell(reasons[node.type] ?? 'it is a script of its own')
  }
}

const reasons: Partial<Record<CommandNode['type'], string>> = {
  If: 'it decides by itself what to do',
  Case: 'it decides by itself what to do',
  While: 'it repeats until something happens',
  Function: 'it defines a function',
  Redirected: 'it writes a file on your machine',
}

const simpleOf = (node: CommandNode, reading: Reading, placeAt: PlaceAt): Simple | undefined =>
  node.type === 'Command' ? simple(node, reading, placeAt(node.pos)) : undefined

function simple(command: Command, reading: Reading, place: Place): Simple {
  const assignments = command.prefix.filter((part): part is Assignment => part.type === 'Assignment')
  const sets = setsOf(assignments, reading)
  const words = [
    ...(command.name ? [wordOf(command.name, reading)] : []),
    ...command.args.map(arg => (arg.type === 'Word' ? wordOf(arg, reading) : assigned(arg, reading))),
  ]
  if (['export', 'declare', 'local', 'readonly'].includes(literal(words[0]) ?? '')) {
    const given = command.args.filter((arg): arg is Assignment => arg.type === 'Assignment')
    return remember({ words: [], sets: setsOf(given, reading), redirects: [], place }, reading.variables)
  }
  const all = unwrapped({ words, sets, redirects: command.redirects.flatMap(redirectOf), place })
  if (words.length === 0) return remember(all, reading.variables)
  return literal(all.words[0]) === 'aws' ? { ...all, words: [...all.words, ...regionOf(all, reading)] } : all
}

/** The region that AWS's command line takes from what is set around it, as what it would be told with. */
function regionOf({ words, sets }: Simple, { variables }: Reading): Text[] {
  if (words.some(word => /^--region(?:=|$)/.test(String(word[0])))) return []
  const around = regions.map(name => sets.find(set => set.name === name)?.value ?? variables.get(name))
  const region = around.find(value => value !== undefined)
  return region ? [['--region'], region] : []
}
const regions = ['AWS_REGION', 'AWS_DEFAULT_REGION']

/** What stands before a command is only for that command. */
function remember(command: Simple, variables: Variables): Simple {
  for (const { name, value } of command.sets) variables.set(name, value)
  return command
}

const setsOf = (assignments: Assignment[], reading: Reading): Simple['sets'] =>
  assignments.map(({ name, value }) => ({
    name,
    value: value.type === 'Word' ? wordOf(value, reading) : arrayed,
  }))

const arrayed: Simple['sets'][number]['value'] = [{ of: 'shell', text: '(…)', why: 'a list of a script' }]

const assigned = (arg: Assignment, reading: Reading) => [
  `${arg.name}=`,
  ...(arg.value.type === 'Word' ? wordOf(arg.value as Word, reading) : arrayed),
]

/** What is thrown away, and errors shown with the rest, is nothing that has to be done. */
function redirectOf(redirection: Redirection): string[] {
  if (redirection.type !== 'Redirect') return [redirection.operator]
  const to = unmarkBlanks(redirection.target?.text ?? '')
  return to === '/dev/null' || redirection.operator === '>&' ? [] : [`${redirection.operator} ${to}`]
}
