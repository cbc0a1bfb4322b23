import { RE2JS, RE2JSException } from 're2js'
import type { Simple, Text } from '../domain/runbook/line.ts'
import type { Filter } from '../domain/runbook/verdict.ts'
import { type Options, optionsIn, strayIn } from './families/options.ts'
import { literal } from './text.ts'

interface Command {
  name: string
  words: readonly Text[]
  args: string[]
  options: Options['options']
  /** A number that an option is given; NaN where it is none. */
  count(option: string): number | undefined
}

/** What a command behind a pipe does with what comes in; undefined where it is none that Belay knows, or with an option that it does not. */
export function filterOf({ words }: Simple): Filter | undefined {
  const name = literal(words[0]) ?? ''
  const known = Object.hasOwn(filters, name) ? filters[name] : undefined
  if (!known) return undefined
  const rest = words.slice(1).filter((word, i) => !(i === 0 && /^-\d{1,6}$/.test(literal(word) ?? '')))
  const found = optionsIn(rest, known.valued ?? [])
  const { positional, options } = found
  const args = positional.map(literal)
  const isStray = strayIn(found, [...known.takes, ...(known.valued ?? [])]) !== undefined
  if (args.includes(undefined) || args.length > (known.most ?? 0) || isStray) return undefined
  const count = (option: string) => {
    const given = options[option]
    if (given === undefined) return undefined
    const said = given === true ? undefined : literal(given)
    return /^\d{1,6}$/.test(said ?? '') ? Number(said) : Number.NaN
  }
  const filter = known.of({ name, words: words.slice(1), args: args as string[], options, count })
  return filter && Object.values(filter).some(value => Number.isNaN(value)) ? undefined : filter
}

interface Known {
  takes: string[]
  valued?: string[]
  /** So many words it takes. */
  most?: number
  of(command: Command): Filter | undefined
}

const grep: Known = {
  takes: ['i', 'v', 'E', 'P', 'F', 'w', 'o', 'c', 'n', 'h', 's', 'color', 'line-buffered'],
  valued: ['e', 'A', 'B', 'C', 'm'],
  most: 1,
  of({ name, args, options, count }) {
    const { e: given } = options
    const said = given === undefined || given === true ? args[0] : literal(given)
    if (said === undefined || (given !== undefined && args.length > 0)) return undefined
    const isExtended = name === 'egrep' || 'E' in options || 'P' in options
    const plain = 'F' in options || name === 'fgrep' ? RE2JS.quote(said) : isExtended ? said : basic(said)
    const pattern = 'w' in options ? `\\b(?:${plain})\\b` : plain
    if (!isReadable(pattern)) return undefined
    const around = count('C')
    const [before, after, most] = [count('B') ?? around, count('A') ?? around, count('m')]
    return {
      ...{ by: 'grep', pattern, invert: 'v' in options, ignoreCase: 'i' in options },
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      ...(most !== undefined && { most }),
      ...('o' in options && { only: true }),
      ...('c' in options && { count: true }),
      ...('n' in options && { numbered: true }),
    }
  },
}

/** `head -20`, `tail -n 20`, `tail -n +2`. */
const cut: Known = {
  takes: ['q', 'f'],
  valued: ['n', 'lines'],
  of({ name, words, options, count }) {
    const short = /^-(\d{1,6})$/.exec(literal(words[0]) ?? '')?.[1]
    const given = options.n ?? options.lines
    const from = name === 'tail' && given && given !== true && /^\+(\d{1,6})$/.exec(literal(given) ?? '')?.[1]
    if (from) return { by: 'from', line: Number(from) }
    const lines = short === undefined ? (count('n') ?? count('lines') ?? 10) : Number(short)
    return { by: name === 'head' ? 'head' : 'tail', lines }
  },
}

const filters: Record<string, Known> = {
  jq: {
    takes: [
      'r',
      'c',
      's',
      'S',
      'j',
      'e',
      'M',
      'C',
      'n',
      'raw-output',
      'compact-output',
      'slurp',
      'sort-keys',
    ],
    most: 1,
    of: ({ args, options }) => ({
      ...{ by: 'jq', program: args[0] ?? '.' },
      flags: Object.keys(options)
        .filter(option => !['e', 'M', 'C'].includes(option))
        .map(option => `${option.length > 1 ? '--' : '-'}${option}`),
    }),
  },
  grep,
  egrep: grep,
  fgrep: grep,
  head: cut,
  tail: cut,
  sort: {
    takes: ['n', 'r', 'u', 'h', 'g'],
    valued: ['k', 't'],
    of({ options }) {
      const key = options.k && options.k !== true ? literal(options.k) : undefined
      const [, field, letters = ''] = /^(\d{1,3})(?:,\d{1,3})?([nrg]*)$/.exec(key ?? '') ?? []
      const separator = options.t && options.t !== true ? literal(options.t) : undefined
      if ((options.k && field === undefined) || (options.t && !separator)) return undefined
      return {
        by: 'sort',
        numeric: ['n', 'g', 'h'].some(option => option in options) || /[ng]/.test(letters),
        reverse: 'r' in options || letters.includes('r'),
        ...('u' in options && { unique: true }),
        ...(field !== undefined && { field: Number(field) }),
        ...(separator !== undefined && { separator }),
      }
    },
  },
  uniq: { takes: ['c'], of: ({ options }) => ({ by: 'uniq', count: 'c' in options }) },
  wc: { takes: ['l'], of: ({ options }) => ('l' in options ? { by: 'wc' } : undefined) },
}

/** grep's basic expressions as the others: there `\|` is what `|` is here. */
const basic = (pattern: string): string =>
  pattern.replace(
    /\\([|+?(){}])|([|+?(){}])/g,
    (_, escaped?: string, plain?: string) => escaped ?? `\\${plain}`,
  )

function isReadable(pattern: string): boolean {
  try {
    RE2JS.compile(pattern)
    return true
  } catch (error) {
    if (error instanceof RE2JSException) return false
    throw error
  }
}
