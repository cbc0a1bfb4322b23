import { nearest } from '../../domain/nearest.ts'
import type { Input, Text } from '../../domain/runbook/line.ts'
import type { Filter, Tree } from '../../domain/runbook/verdict.ts'
import type { AwsOperation, Shape } from '../../ports/aws-shapes.ts'
import { literal } from '../text.ts'
import { type Flag, globals, queryOf } from './globals.ts'
import { flagsOf } from './names.ts'
import { ArgumentError, asked, typed } from './typed.ts'

export interface Arguments {
  input: Record<string, Tree>
  filters: Filter[]
  missing: Input[]
  troubles: string[]
  region?: Text
}

/** `aws --region eu-west-1 ecs list-clusters`: what is for all services may stand before the service. */
export function inOrder(words: Text[]): Text[] {
  const name = /^--([\w-]+)$/.exec(literal(words[0]) ?? '')?.[1]
  const isOne = typeof words[0]?.[0] === 'string' && words[0][0].startsWith('--')
  if (!isOne) return words
  const length = name === undefined || name.startsWith('no-') || name === 'debug' ? 1 : 2
  return [...inOrder(words.slice(length)), ...words.slice(0, length)]
}

/** Flags with their words, in the order in which they stand; words before the first are positional. */
export function flagsIn(words: readonly Text[]): { positional: Text[]; flags: Flag[] } {
  const positional: Text[] = []
  const flags: Flag[] = []
  for (const word of words) {
    const head = typeof word[0] === 'string' ? word[0] : ''
    const named = /^--([A-Za-z][\w-]*)(=?)/.exec(head)
    if (named) {
      const rest = head.slice(named[0].length)
      const value = named[2] === '=' ? [[...(rest === '' ? [] : [rest]), ...word.slice(1)]] : []
      flags.push({ name: named[1]!, words: value })
    } else if (flags.length === 0) positional.push(word)
    else flags.at(-1)!.words.push(word)
  }
  return { positional, flags }
}

/** The arguments of an operation as its API takes them, and what is wrong with them in words. */
export function argumentsOf(
  flags: readonly Flag[],
  operation: AwsOperation,
  extra: readonly string[],
): Arguments {
  const all: Arguments = { input: {}, filters: [], missing: [], troubles: [] }
  const known = flagsOf(operation.input)
  let isComplete = false
  let isText = false
  for (const flag of flags) {
    const { name, words } = flag
    const member = known.get(name) ?? (name.startsWith('no-') ? known.get(name.slice(3)) : undefined)
    if (member !== undefined) take(all, flag, member, operation.input.members.get(member)!())
    else if (name === 'query') queryOf(words, all)
    else if (name === 'output') isText = literal(words[0]) === 'text'
    else if (name === 'cli-input-json' || name === 'cli-input-yaml') {
      isComplete = true
      all.input[name] = typed(words, { is: 'text' }, name)
    } else if (counts.has(name)) counted(all, flag)
    else if (name === 'region' && words[0]) all.region = words[0]
    else if (extra.includes(name)) all.input[name] = words[0] ?? { boolean: true }
    else if (!globals.has(name)) {
      const meant = nearest(name, [...known.keys(), ...globals])
      all.troubles.push(`there is no --${name}${meant ? `: --${meant} is meant?` : ''}`)
    }
  }
  if (isText) all.filters.push({ by: 'text' })
  if (!isComplete) askForMissing(all, operation, extra)
  return all
}

/** How the command line itself takes an answer: in numbers. */
const counts = new Set(['max-items', 'page-size', 'cli-read-timeout', 'cli-connect-timeout'])

function counted(all: Arguments, { name, words }: Flag): void {
  const said = literal(words[0])
  if (said !== undefined && !/^\d+$/.test(said))
    all.troubles.push(`--${name} is a whole number, and "${said}" is none`)
}

function take(all: Arguments, { name, words }: Flag, member: string, shape: Shape): void {
  if (shape.is === 'boolean' && words.length === 0) {
    all.input[member] = { boolean: !name.startsWith('no-') || kebabOf(member, name) }
    return
  }
  if (words.length === 0) {
    all.troubles.push(`--${name} is given nothing`)
    return
  }
  if (words.length > 1 && shape.is !== 'list') {
    all.troubles.push(`--${name} takes one value, and there stands also ${literal(words[1]) ?? 'another'}`)
    return
  }
  try {
    all.input[member] = typed(words, shape, name)
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error
    all.troubles.push(`--${name} ${error.message}`)
  }
}

/** A member may itself begin with "no". */
const kebabOf = (member: string, flag: string): boolean =>
  member.toLowerCase() === flag.replaceAll('-', '').toLowerCase()

function askForMissing(all: Arguments, { input }: AwsOperation, extra: readonly string[]): void {
  const given = extra.some(name => name in all.input)
  for (const [flag, member] of flagsOf(input)) {
    if (!input.required.includes(member) || member in all.input || given) continue
    if (all.troubles.some(trouble => trouble.includes(`--${flag} `))) continue
    all.missing.push(asked(flag, input.members.get(member)!(), `it needs --${flag}`))
  }
}
