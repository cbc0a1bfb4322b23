import { RE2JS, RE2JSException } from 're2js'
import type { Simple } from '../domain/runbook/line.ts'
import type { Filter } from '../domain/runbook/verdict.ts'
import { optionsIn } from './families/options.ts'
import { literal } from './text.ts'

/** What a command behind a pipe does with what comes in; undefined where it is none that Belay knows. */
export function filterOf({ words }: Simple): Filter | undefined {
  const [name, ...rest] = words
  const { positional, options } = optionsIn(rest, valued[literal(name) ?? ''] ?? [])
  const args = positional.map(literal)
  if (args.includes(undefined)) return undefined
  switch (literal(name)) {
    case 'jq':
      return args.length <= 1
        ? { by: 'jq', program: args[0] ?? '.', raw: 'r' in options || 'raw-output' in options }
        : undefined
    case 'grep':
    case 'egrep': {
      const given = options.e === undefined || options.e === true ? args[0] : literal(options.e)
      if (given === undefined || args.length > 1) return undefined
      const isExtended = literal(name) === 'egrep' || 'E' in options || 'P' in options
      const pattern = 'F' in options ? RE2JS.quote(given) : isExtended ? given : basic(given)
      if (!isReadable(pattern)) return undefined
      return { by: 'grep', pattern, invert: 'v' in options, ignoreCase: 'i' in options }
    }
    case 'head':
    case 'tail': {
      const lines =
        literal(rest[0])?.match(/^-(\d{1,6})$/)?.[1] ??
        (options.n ? literal(options.n === true ? [] : options.n) : '10')
      return /^\d{1,6}$/.test(lines ?? '') ? { by: literal(name) as 'head', lines: Number(lines) } : undefined
    }
    case 'sort':
      return args.length === 0 ? { by: 'sort', numeric: 'n' in options, reverse: 'r' in options } : undefined
    case 'uniq':
      return args.length === 0 ? { by: 'uniq', count: 'c' in options } : undefined
    case 'wc':
      return args.length === 0 && 'l' in options ? { by: 'wc' } : undefined
    default:
      return undefined
  }
}

const valued: Record<string, string[]> = {
  grep: ['e', 'A', 'B', 'C', 'm'],
  egrep: ['e', 'A', 'B', 'C', 'm'],
  head: ['n'],
  tail: ['n'],
  sort: ['k', 't'],
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
