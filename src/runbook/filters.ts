import type { Simple } from '../domain/runbook/line.ts'
import type { Filter } from '../domain/runbook/verdict.ts'
import { optionsIn, strayIn } from './families/options.ts'
import { grep } from './grep.ts'
import type { KnownFilter } from './known-filter.ts'
import { literal } from './text.ts'

/** Whether Belay filters by a command, as far as it knows its options. */
export const isFilter = (name: string): boolean => Object.hasOwn(filters, name)

/** What a command behind a pipe does with what comes in; undefined where it is none that Belay knows, or with an option that it does not. */
export function filterOf({ words }: Simple): Filter | undefined {
  const name = literal(words[0]) ?? ''
  const known = Object.hasOwn(filters, name) ? filters[name] : undefined
  if (!known) return undefined
  const rest = words.slice(1).filter((word, i) => !(i === 0 && /^-\d{1,6}$/.test(literal(word) ?? '')))
  const found = optionsIn(rest, known.valued ?? [])
  const { positional: args, options } = found
  const isStray = strayIn(found, [...known.takes, ...(known.valued ?? [])]) !== undefined
  if (args.length > (known.most ?? 0) || isStray) return undefined
  const count = (option: string) => {
    const given = options[option]
    if (given === undefined) return undefined
    const said = given === true ? undefined : literal(given)
    return /^\d{1,6}$/.test(said ?? '') ? Number(said) : Number.NaN
  }
  const filter = known.of({ name, words: words.slice(1), args, options, count })
  return filter && Object.values(filter).some(value => Number.isNaN(value)) ? undefined : filter
}

/** `head -20`, `tail -n 20`, `tail -n +2`. */
const cut: KnownFilter = {
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

const filters: Record<string, KnownFilter> = {
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
    of({ args, options }) {
      const program = literal(args[0] ?? ['.'])
      const flags = Object.keys(options)
        .filter(option => !['e', 'M', 'C'].includes(option))
        .map(option => `${option.length > 1 ? '--' : '-'}${option}`)
      return program === undefined ? undefined : { by: 'jq', program, flags }
    },
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
