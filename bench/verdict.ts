import type { Row } from './table.ts'

/** One line on all aims, and whether all were measured and none was missed. */
export function verdict(rows: readonly Row[], skipped: readonly string[]): { text: string; isMet: boolean } {
  const aims = rows.filter(({ met }) => met !== undefined)
  const missed = aims.filter(({ met }) => !met)
  const names = missed.map(({ what, ratio }) => (ratio === '' ? what : `${what} (${ratio})`)).join('; ')
  const text = [
    `${aims.length - missed.length} of ${aims.length} aims met`,
    ...(missed.length > 0 ? [`missed: ${names}`] : []),
    ...(skipped.length > 0 ? [`not measured: ${skipped.join(', ')}`] : []),
  ]
  return { text: text.join('; '), isMet: missed.length === 0 && skipped.length === 0 }
}
