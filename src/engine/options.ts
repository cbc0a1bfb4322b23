import { z } from 'zod'
import { UserError } from '../domain/errors.ts'
import { nearest } from '../domain/nearest.ts'
import type { Command } from './command.ts'
import { valueIn } from './spaced.ts'
import type { Word } from './tokens.ts'

export type Options = Record<string, string | true>

/** The options of a command by name: those of its own, and those that say what it is about. */
export function optionsOf(command: Command): Map<string, 'value' | 'flag'> {
  const own = Object.entries(command.args.shape).map(
    ([name, schema]) => [name, isFlag(schema) ? 'flag' : 'value'] as const,
  )
  return new Map([...about[command.about].map(name => [name, 'value'] as const), ...own])
}

const about = { incident: ['incident'], system: ['system', 'environment'], channel: [], run: [] }

function isFlag(schema: z.core.$ZodType): boolean {
  const { type, innerType } = schema._zod.def as { type: string; innerType?: z.core.$ZodType }
  return innerType ? isFlag(innerType) : type === 'boolean'
}

/** `--name value`, `--name=value` and `--flag`; a phone makes one long dash of two short ones. */
export function splitOptions(
  line: string,
  given: Word[],
  command: Command,
): { words: Word[]; options: Options } {
  const known = optionsOf(command)
  const options: Options = Object.create(null)
  const words: Word[] = []
  const isLongText = command.rest !== undefined && !command.short
  const isOption = (word: Word) => optionIn(line, word, known, command)
  /** It ends before the next option, or with the line. */
  const notClosed = (at: number) => {
    const next = given.findIndex((word, i) => i > at && isOption(word))
    const { value } = given[at]!
    const last = given[next < 0 ? given.length - 1 : next - 1]!
    const closed = `${line.slice(0, last.to)}"${line.slice(last.to)}`
    return new UserError(
      `The quote that begins with ${value.slice(0, 20)} is not closed: end it with a double quote, as in: ${closed.replace(/^\//, '').slice(0, 200)}`,
      { label: 'With the quote closed', command: closed },
    )
  }
  for (let i = 0; i < given.length; i++) {
    const word = given[i]!
    if (word.value === '--' && !word.quoted) return { words: [...words, ...given.slice(i + 1)], options }
    const option = isOption(word)
    const next = given[i + 1]
    if (!option) {
      if (word.unclosed && !isLongText) throw notClosed(i)
      if (next && !isLongText && isDash(word) && known.has(optionName(next)))
        throw dashApart(line, word, next)
      words.push(word)
      continue
    }
    if (word.unclosed) throw notClosed(i)
    if (option.value !== undefined) options[option.name] = option.value
    else if (known.get(option.name) === 'flag') options[option.name] = true
    else {
      i++
      if (!next || (!next.quoted && isOption(next)))
        throw new UserError(`--${option.name} wants a value after it, as in: ${command.example}`)
      if (next.unclosed) throw notClosed(i)
      const { value, count } = valueIn(command.args.shape[option.name], given.slice(i))
      options[option.name] = value
      i += count - 1
    }
  }
  return { words, options }
}

/** What a phone makes of two dashes, with a space behind it. */
const isDash = ({ value, quoted }: Word): boolean => !quoted && /^[—–]{1,2}$/.test(value)

/** A dash also parts what somebody says: what was meant is asked. */
function dashApart(line: string, dash: Word, name: Word): UserError {
  const before = line.slice(0, dash.from)
  return new UserError(
    `Is "${dash.value} ${name.value}" the option --${optionName(name)}, or part of the text? An option has no space behind its dashes.`,
    { label: `--${optionName(name)}`, command: `${before}--${line.slice(name.from)}` },
    { label: 'Part of the text', command: `${before}-${line.slice(dash.to)}` },
  )
}

/** It is for the lines that buttons and forms carry, and nobody types it. */
const isCarried = (schema: z.core.$ZodType | undefined): boolean =>
  schema !== undefined && z.globalRegistry.get(schema)?.carried === true

const optionName = ({ value }: Word): string => shortFor[value.toLowerCase()] ?? value.toLowerCase()

const shortFor: Record<string, string> = { env: 'environment' }

/** The option that a word is, or that it was meant to be: then that is offered, and the rest of the line with it. */
function optionIn(line: string, word: Word, known: Map<string, unknown>, command: Command) {
  const found = /^(--?|[—–]{1,2})([A-Za-z][\w-]*)(?:=|$)/.exec(word.head || (word.quoted ? '' : word.value))
  if (!found) return undefined
  const [, dashes = '', typed = ''] = found
  const isShort = dashes === '-'
  const names = [...known.keys()]
  const lower = typed.toLowerCase()
  const name = names.find(name => name.toLowerCase() === (shortFor[lower] ?? lower))
  if (name && !isShort) return { name, value: word.head ? word.value : undefined }
  const others = names.filter(name => name !== command.rest)
  const begun = typed.length > 2 ? others.find(name => name.startsWith(lower)) : undefined
  const near = name ?? (isShort ? begun : (nearest(typed, others) ?? begun))
  if (!near && (command.rest || isShort)) return undefined
  const instead = near
    ? `did you mean --${near}?${command.rest ? ' If not, put it in double quotes.' : ''}`
    : known.size > 0
      ? `it has ${names
          .filter(name => !isCarried(command.args.shape[name]))
          .map(name => `--${name}`)
          .join(', ')}.`
      : 'it has none.'
  const [before, after] = [line.slice(0, word.from), line.slice(word.from + dashes.length + typed.length)]
  throw new UserError(
    `${command.name} has no option ${isShort ? '-' : '--'}${typed.slice(0, 40)}: ${instead} As in: ${command.example}`,
    ...(near ? [{ label: `--${near}`, command: `${before}--${near}${after}` }] : []),
  )
}
