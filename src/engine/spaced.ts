import { z } from 'zod'
import type { Word } from './tokens.ts'

/** So many words at most are one value: "2026-11-26 03:00 UTC", "30 min ago". */
const most = 3

/**
 * What an argument takes of the words that are left: the first, or as many as it knows as one value (`spaced` in the
 * meta of its schema), as in "30 min" and "100 GB". `count`: how many words those are.
 */
export function valueIn(
  schema: z.core.$ZodType | undefined,
  words: readonly Word[],
): { value: string; count: number } {
  const spaced = schema && spacedIn(schema)
  for (let count = Math.min(most, words.length); spaced && count > 1; count--) {
    const some = words.slice(0, count)
    const value = some.map(word => word.value).join(' ')
    if (some.every(({ quoted, unclosed, head }) => !quoted && !unclosed && !head) && spaced.test(value))
      return { value, count }
  }
  return { value: words[0]!.value, count: 1 }
}

function spacedIn(schema: z.core.$ZodType): RegExp | undefined {
  const spaced = z.globalRegistry.get(schema)?.spaced
  if (spaced instanceof RegExp) return spaced
  const { innerType } = schema._zod.def as { innerType?: z.core.$ZodType }
  return innerType && spacedIn(innerType)
}
