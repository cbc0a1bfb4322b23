import type { Line } from '../../domain/runbook/line.ts'
import { literal } from '../text.ts'

/** What a heading has around it: `=== Health ===`. */
const ornament = /^[=*#~_<>+-]{2,}$/
/** What colours it, and what ends its line. */
const escapes = /\\(?:033|e|x1b)\[[\d;]*m|\\[ntr]/gi

/** What an `echo` of words alone says, which stands in a script as a comment does; undefined for any other command. */
export function spoken(line: Line): string | undefined {
  if (line.is !== 'pipe' || line.commands.length > 1) return undefined
  const [{ words, sets, redirects } = { words: [], sets: [], redirects: [] }] = line.commands
  const [name, ...said] = words.map(literal)
  if (name !== 'echo' || said.includes(undefined) || sets.length > 0 || redirects.length > 0) return undefined
  const all = said.filter((word, i) => i > 0 || !/^-[neE]+$/.test(word!)).join(' ')
  const bare = all.replace(escapes, ' ').trim().split(/\s+/)
  const isWord = (word: string) => !ornament.test(word)
  return bare.slice(Math.max(0, bare.findIndex(isWord)), bare.findLastIndex(isWord) + 1).join(' ')
}
