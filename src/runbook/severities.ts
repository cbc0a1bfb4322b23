import type { Table } from 'mdast'
import { toString as plain } from 'mdast-util-to-string'
import type { SeverityRow } from '../domain/runbook/runbook.ts'
import { type Severity, severities } from '../domain/severity.ts'
import { placeOf, type Source } from './markdown.ts'

const severity = /^(?:(?:P|SEV|S)-?\s?\d|critical|high|major|medium|moderate|minor|low|informational)\b/i

/** Rows of a table that has a severity in its first column. */
export function severitiesIn(source: Source, { children: [head, ...rows] }: Table): SeverityRow[] {
  const heads = head?.children.map(cell => plain(cell).trim()) ?? []
  if (!/level|severity|priority/i.test(heads[0] ?? '')) return []
  const found = rows
    .map(row => ({ row, cells: row.children.map(cell => plain(cell).trim()) }))
    .filter(({ cells: [first = ''] }) => severity.test(first))
  const meant = meantBy(found.map(({ cells: [first = ''] }) => first))
  return found.map(({ row, cells }, i) => ({
    place: placeOf(source, row),
    ...(meant[i] && { severity: meant[i] }),
    cells: Object.fromEntries(heads.map((name, i) => [name, cells[i] ?? ''])),
  }))
}

/** By its number; of four without one, by the order, which is told by where the critical one stands. */
function meantBy(levels: string[]): (Severity | undefined)[] {
  const numbers = levels.map(level => /^(?:P|SEV|S)[\s-]?(\d)\b/i.exec(level)?.[1])
  if (levels.length === severities.length && numbers.every(number => number === undefined)) {
    if (/^critical\b/i.test(levels[0]!)) return [...severities]
    if (/^critical\b/i.test(levels.at(-1)!)) return severities.toReversed()
  }
  return numbers.map(number => severities.find(one => one === `P${number}`))
}

/** "P1 - Critical · Response Time: 15 minutes" */
export const severityInWords = ({ cells }: SeverityRow): string =>
  Object.entries(cells)
    .filter(([, cell]) => cell !== '')
    .map(([name, cell], i) => (i === 0 ? cell : `${name}: ${cell}`))
    .join(' · ')
