import { durationFields, durationOf, errorMarks, isError } from '../../domain/log-line.ts'
import type { LogQuery } from '../../ports/logs.ts'

/** What CloudWatch is to look for, and what is left to look at in what it finds: its patterns cannot say all at once. */
export interface Filter {
  pattern: string
  matches(text: string): boolean
}

export function filterOf({ words, errors = false, slowMs }: LogQuery): Filter {
  const isSlow = (text: string) => slowMs === undefined || (durationOf(text) ?? 0) > slowMs
  const isWanted = (text: string) => !errors || isError(text)
  if (words.length > 0)
    return { pattern: words.map(term).join(' '), matches: text => isSlow(text) && isWanted(text) }
  if (slowMs !== undefined) {
    const comparisons = durationFields.map(name => `$.${name} > ${slowMs}`)
    return { pattern: `{ ${comparisons.join(' || ')} }`, matches: isWanted }
  }
  return { pattern: errors ? errorMarks.map(mark => `?${term(mark)}`).join(' ') : '', matches: () => true }
}

/** A text as CloudWatch looks for it just so: whatever is in it, it stays within its quotes. */
function term(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, ' ')
  return `"${line.replace(/[\\"]/g, '\\$&')}"`
}
