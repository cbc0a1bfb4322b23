import type { Table } from 'mdast'
import { toString as plain } from 'mdast-util-to-string'
import type { SeverityRow } from '../domain/runbook/runbook.ts'
import { placeOf, type Source } from './markdown.ts'

const severity = /^(?:(?:P|SEV|S)-?\s?\d|critical|high|major|medium|moderate|minor|low|informational)\b/i

/** Rows of a table that has a severity in its first column. */
export function severitiesIn(source: Source, { children: [head, ...rows] }: Table): SeverityRow[] {
  const heads = head?.children.map(cell => plain(cell).trim()) ?? []
  if (!/level|severity|priority/i.test(heads[0] ?? '')) return []
  return rows
    .map(row => ({ row, cells: row.children.map(cell => plain(cell).trim()) }))
    .filter(({ cells: [first = ''] }) => severity.test(first))
    .map(({ row, cells }) => ({
      place: placeOf(source, row),
      cells: Object.fromEntries(heads.map((name, i) => [name, cells[i] ?? ''])),
    }))
}

/** "P1 - Critical · Response Time: 15 minutes" */
export const severityInWords = ({ cells }: SeverityRow): string =>
  Object.entries(cells)
    .filter(([, cell]) => cell !== '')
    .map(([name, cell], i) => (i === 0 ? cell : `${name}: ${cell}`))
    .join(' · ')
