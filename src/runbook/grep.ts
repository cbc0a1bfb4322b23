import { RE2JS, RE2JSException } from 're2js'
import type { Text } from '../domain/runbook/line.ts'
import type { KnownFilter } from './known-filter.ts'
import { joined } from './text.ts'

export const grep: KnownFilter = {
  takes: ['i', 'v', 'E', 'P', 'F', 'w', 'o', 'c', 'n', 'h', 's', 'color', 'line-buffered'],
  valued: ['e', 'A', 'B', 'C', 'm'],
  most: 1,
  of({ name, args, options, count }) {
    const { e: given } = options
    const said = given === undefined || given === true ? args[0] : given
    if (said === undefined || (given !== undefined && args.length > 0)) return undefined
    const isExtended = name === 'egrep' || 'E' in options || 'P' in options
    const isPlain = 'F' in options || name === 'fgrep'
    const plain = said.map(part => {
      if (typeof part !== 'string') return part
      return isPlain ? RE2JS.quote(part) : isExtended ? part : basic(part)
    })
    const pattern = 'w' in options ? joined(['\\b(?:', ...plain, ')\\b']) : plain
    if (!isReadable(pattern)) return undefined
    const around = count('C')
    const [before, after, most] = [count('B') ?? around, count('A') ?? around, count('m')]
    return {
      by: 'grep',
      pattern,
      invert: 'v' in options,
      ignoreCase: 'i' in options,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      ...(most !== undefined && { most }),
      ...('o' in options && { only: true }),
      ...('c' in options && { count: true }),
      ...('n' in options && { numbered: true }),
    }
  },
}

/** grep's basic expressions as the others: there `\|` is what `|` is here. */
const basic = (pattern: string): string =>
  pattern.replace(
    /\\([|+?(){}])|([|+?(){}])/g,
    (_, escaped?: string, plain?: string) => escaped ?? `\\${plain}`,
  )

/** With anything in its holes. */
function isReadable(pattern: Text): boolean {
  try {
    RE2JS.compile(pattern.map(part => (typeof part === 'string' ? part : 'x')).join(''))
    return true
  } catch (error) {
    if (error instanceof RE2JSException) return false
    throw error
  }
}
