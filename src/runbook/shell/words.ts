import type { ParsedScript, Word, WordPart } from 'unbash'
import type { Hole, Line, Text } from '../../domain/runbook/line.ts'
import { joined } from '../text.ts'
import { unmarkBlanks, withHoles } from './blanks.ts'
import { calculatedTime } from './calculated.ts'
import { timeOf } from './date.ts'
import { randomOf } from './random.ts'
import { contentOf, type Variables } from './variables.ts'

/** What words are read with; `lines` reads what stands within `$(…)`. */
export interface Reading {
  variables: Variables
  lines(script: ParsedScript): Line[]
}

export const wordOf = (word: Pick<Word, 'value' | 'parts'>, reading: Reading): Text =>
  joined(word.parts ? word.parts.flatMap(part => partOf(part, reading)) : withHoles(word.value))

/** The words that a shell makes of one: at the blanks of what a variable holds, where no quotes are around it. */
export function wordsOf(word: Word, reading: Reading): Text[] {
  const { parts } = word
  if (!parts?.some(isBare)) return [wordOf(word, reading)]
  const words: Text[] = [[]]
  for (const part of parts)
    for (const piece of partOf(part, reading)) {
      if (!isBare(part)) words.at(-1)!.push(piece)
      else if (typeof piece !== 'string') words.at(-1)!.push(bare(piece))
      else
        for (const [i, field] of piece.split(/\s+/).entries()) {
          if (i > 0) words.push([])
          words.at(-1)!.push(field)
        }
    }
  const all = words.map(joined)
  return parts.every(isBare) ? all.filter(one => one.length > 0) : all
}

const isBare = ({ type }: WordPart): boolean =>
  type === 'SimpleExpansion' || type === 'ParameterExpansion' || type === 'CommandExpansion'

const bare = (hole: Hole): Hole =>
  hole.of === 'variable' || hole.of === 'answer' ? { ...hole, bare: true } : hole

function partOf(part: WordPart, reading: Reading): Text {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return withHoles(part.value)
    case 'Glob':
      return withHoles(part.text)
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.flatMap(inner => partOf(inner, reading))
    case 'SimpleExpansion':
      return /^\$[A-Za-z_]\w*$/.test(part.text)
        ? contentOf(part.text.slice(1), reading.variables)
        : [shell(part.text, 'a parameter of a script')]
    case 'ParameterExpansion': {
      const { parameter, prefix, index, operation } = part
      if (prefix === undefined && index === undefined && /^[A-Za-z_]\w*$/.test(parameter)) {
        if (operation === undefined) return contentOf(parameter, reading.variables)
        if (operation.type === 'Default' && /^:?[-=]$/.test(operation.operator))
          return contentOf(parameter, reading.variables, operation.operand.value)
      }
      return [shell(part.text, 'a change to a variable')]
    }
    case 'CommandExpansion':
      return [answerOf(part.text, part.script, reading)]
    case 'ArithmeticExpansion':
      return [
        calculatedTime(part.expression, script => script && timeOf(wordsIn(reading.lines(script)))) ??
          shell(part.text, 'a calculation'),
      ]
    case 'ProcessSubstitution':
      return [shell(part.text, 'a command in the place of a file')]
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return [shell(part.text, 'a pattern')]
  }
}

const shell = (text: string, why: string): Hole => ({ of: 'shell', text: unmarkBlanks(text), why })

function answerOf(text: string, script: ParsedScript | undefined, reading: Reading): Hole {
  if (!script || script.errors?.length || script.commands.length === 0)
    return shell(text, 'a command that cannot be read')
  const to = reading.lines(script)
  const words = wordsIn(to)
  return timeOf(words) ?? randomOf(words) ?? { of: 'answer', to, text: unmarkBlanks(text) }
}

/** Those of a command that stands alone. */
function wordsIn([line, ...others]: Line[]): readonly Text[] {
  return others.length === 0 && line?.is === 'pipe' && line.commands.length === 1
    ? line.commands[0]!.words
    : []
}
