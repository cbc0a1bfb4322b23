import type { CommandNode, HereDoc, HereString, ParsedScript, PipelineNode, Statement } from 'unbash'
import type { Line, Simple, Text } from '../../domain/runbook/line.ts'
import type { Place } from '../../domain/runbook/place.ts'
import { heard } from './clients.ts'
import { isCondition, isOfCrontab } from './condition.ts'
import { bodyOf, optionsSet } from './failing.ts'
import { scriptIn } from './script.ts'
import { isUnheard, simple } from './simple.ts'
import { isEnd, isTalk } from './talk.ts'
import type { Variables } from './variables.ts'
import { type Reading, wordOf, wordsOf } from './words.ts'

/** Where an offset of the parsed text stands in its file. */
export type PlaceAt = (offset: number) => Place

/** So deep a command may stand within others. */
const deepest = 8

/** So many commands one statement may join: each is a step that shows all of them. */
const mostJoined = 50

/** What a statement does, one line for each command that follows another with `&&`; what it sets is known afterwards. */
export function linesOf(statement: Statement, variables: Variables, placeAt: PlaceAt, depth = 0): Line[] {
  const place = placeAt(statement.pos)
  if (statement.background) return [{ is: 'shell', why: 'it goes on in the background', place }]
  if (depth > deepest) return [{ is: 'shell', why: 'it is nested too deeply', place }]
  const reading: Reading = {
    variables,
    // Offsets within `$(…)` are those of the whole, but for a script of its own source.
    lines: (script: ParsedScript) => {
      if (script.commands.some(saysOtherwise)) return [{ is: 'shell', why: otherwise, place }]
      const at = script.source === undefined ? placeAt : () => place
      return script.commands.flatMap(inner => linesOf(inner, new Map(variables), at, depth + 1))
    },
  }
  const { command } = statement
  if (command.type === 'Command' && command.name?.text === 'set') return optionsSet(command, variables)
  const parts = command.type === 'AndOr' ? command.commands : [command]
  if (isOfCrontab(parts[0])) return [{ is: 'shell', why: 'it is a line of a crontab', place }]
  if (parts.length > mostJoined)
    return [{ is: 'shell', why: `it joins more than ${mostJoined} commands`, place }]
  const operators = command.type === 'AndOr' ? command.operators : []
  if (operators.some((operator, i) => isCondition(parts[i]!, operator)))
    return [{ is: 'shell', why: reasons.If!, place }]
  const lines: Line[] = []
  for (const [i, part] of parts.entries()) {
    const line = lineOf(part, reading, placeAt, depth)
    if (i === 0 || operators[i - 1] === '&&')
      lines.push(...(within(part, variables, place, depth) ?? told(part, line, reading)))
    // What is said instead, a failed step says by itself, and it ends there; what hangs on that being said, hangs on nothing.
    const isNothing = isTalk(line) || (isEnd(line) && depth === 0)
    if (operators[i - 1] === '||' && (!isNothing || i < parts.length - 1))
      return [{ is: 'shell', why: otherwise, place }]
  }
  return lines
}

/** The lines of a script that a command is given; what is set there is set for nothing else. */
const within = (node: PipelineNode, variables: Variables, place: Place, depth: number): Line[] | undefined =>
  scriptIn(node)?.flatMap(inner => linesOf(inner, new Map(variables), () => place, depth + 1))

const otherwise = 'it does one thing or, if that fails, another'

/** `$(… || echo none)`: what is said instead is the answer. */
const saysOtherwise = ({ command }: Statement): boolean =>
  command.type === 'AndOr' &&
  command.operators.some((operator, i) => {
    const part = command.commands[i + 1]
    return operator === '||' && !(part?.type === 'Command' && ['true', ':'].includes(part.name?.text ?? ''))
  })

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

function lineOf(node: PipelineNode, reading: Reading, placeAt: PlaceAt, depth: number): Line {
  const place = placeAt(node.pos)
  const shell = (why: string): Line => ({ is: 'shell', why, place })
  switch (node.type) {
    case 'Command':
      return { is: 'pipe', commands: [simple(node, reading, place)] }
    case 'Pipeline': {
      if (node.prefixes.some(({ type }) => type === 'Negation'))
        return shell('it counts as done where it fails')
      if (node.commands.slice(0, -1).some(isUnheard))
        return shell('it throws away what its pipe would be given')
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
      const over = node.wordlist.flatMap(word => wordsOf(word, reading))
      const inside = new Map(reading.variables).set(name, [{ of: 'variable', name }])
      const body = bodyOf(node.body.commands, inside, inner => linesOf(inner, inside, placeAt, depth + 1))
      return body ? { is: 'each', name, over, body, place } : shell('what it does hangs on what has failed')
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
