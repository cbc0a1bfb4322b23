import type { z } from 'zod'
import type { Offer } from '../../blocks/button.ts'
import { UserError } from '../domain/errors.ts'
import type { Command } from './command.ts'
import type { Parsed } from './grammar.ts'
import { lineOf } from './line.ts'
import { excerpt, expected } from './misfit.ts'
import { optionsOf } from './options.ts'
import { valueIn } from './spaced.ts'
import type { Word } from './tokens.ts'

type Raw = Record<string, string | boolean>

/** What a line and the filled-in fields say, by argument name. Fields win; an empty field says nothing. */
export function rawArguments({ command, words, options }: Parsed, fields: Record<string, string>): Raw {
  const raw: Raw = Object.assign(Object.create(null), options, filledIn(fields))
  const free = (command.positional ?? []).filter(name => raw[name] === undefined)
  // "scale api-gateway to 5": the word is for the reader.
  const isFull = !command.rest && words.length > free.length
  const left = isFull ? words.filter(({ value, quoted }) => quoted || value !== 'to') : [...words]
  for (const name of free) {
    if (left.length === 0) break
    const { value, count } = valueIn(command.args.shape[name], left)
    raw[name] = value
    left.splice(0, count)
  }
  if (left.length === 0) return withFlags(command, raw)
  if (!command.rest || raw[command.rest] !== undefined) {
    const surplus = excerpt(left.map(word => word.value).join(' '))
    throw new UserError(`${command.name} takes nothing like ${surplus}. As in: ${command.example}`)
  }
  return withFlags(command, { ...raw, [command.rest]: textOf(left) })
}

/** The arguments as the command wants them; the first fault that zod finds is said in a sentence. */
export function validated(command: Command, raw: Raw): Record<string, unknown> {
  const read = command.args.safeParse(raw)
  if (read.success) return read.data
  const issue = read.error.issues[0]!
  const name = String(issue.path[0] ?? '')
  const given = raw[name]
  const what =
    given === undefined
      ? `${command.name} needs ${described(command, name)}.`
      : `${excerpt(String(given))} does not work here: ${expected(issue)}.`
  throw new UserError(`${what} As in: ${command.example}`, ...withUnit(command, raw, name))
}

/** A bare number where a duration is wanted may be of minutes or of hours: whoever wrote it knows. */
function withUnit(command: Command, raw: Raw, name: string): Offer[] {
  const number = String(raw[name]).trim()
  if (!/^\d+$/.test(number)) return []
  const takes = (text: string) => (command.args.shape[name] as z.ZodType).safeParse(text).success
  return [
    { label: `${number} min`, value: `${number}m` },
    { label: `${number} h`, value: `${number}h` },
  ].flatMap(({ label, value }) =>
    takes(value) ? [{ label, command: lineOf(command.name, { ...raw, [name]: value }) }] : [],
  )
}

/** The faults of filled-in fields, by argument name; undefined when there are none. */
export function fieldFaults(
  command: Command,
  fields: Record<string, string>,
): Record<string, string> | undefined {
  const faults: Record<string, string> = {}
  for (const [name, text] of Object.entries(fields)) {
    const schema = Object.hasOwn(command.args.shape, name) ? command.args.shape[name] : undefined
    if (!schema || text === '') continue
    if (text.trim() === '') faults[name] = 'Only spaces are in it: write some words.'
    else {
      const read = (schema as z.ZodType).safeParse(text)
      if (!read.success) faults[name] = sentence(expected(read.error.issues[0]!))
    }
  }
  return Object.keys(faults).length > 0 ? faults : undefined
}

/** The words as they were typed, line breaks included; a single quoted text without its quotes. */
export function textOf([first, ...others]: Word[]): string {
  if (others.length === 0) return first!.quoted && !first!.head ? first!.value : first!.prose
  let [text, end] = [first!.prose, first!.to]
  for (const { gap, prose, from, to } of others) {
    text += (from - gap.length === end ? gap : ' ') + prose
    end = to
  }
  return text
}

function filledIn(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text.trim() !== ''))
}

function withFlags(command: Command, raw: Raw): Raw {
  for (const [name, kind] of optionsOf(command)) {
    if (kind === 'flag' && (raw[name] === 'true' || raw[name] === 'false')) raw[name] = raw[name] === 'true'
  }
  return raw
}

function described(command: Command, name: string): string {
  const schema = Object.hasOwn(command.args.shape, name) ? command.args.shape[name] : undefined
  return (schema as z.ZodType | undefined)?.description ?? `--${name}`
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
