import type { Table } from 'mdast'
import { toString as plain } from 'mdast-util-to-string'

/** A row of a table of severities, cell by the head of its column, as written. */
type Row = Record<string, string>

const severity = /^(?:(?:P|SEV|S)-?\s?\d|critical|high|major|medium|moderate|minor|low|informational)\b/i

/** Rows of a table that has a severity in its first column. */
export function severitiesIn({ children }: Table): Row[] {
  const [head = [], ...rows] = children.map(row => row.children.map(cell => plain(cell).trim()))
  if (!/level|severity|priority/i.test(head[0] ?? '')) return []
  return rows
    .filter(([first = '']) => severity.test(first))
    .map(row => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])))
}

/** "P1 - Critical · Response Time: 15 minutes" */
export const severityInWords = (row: Row): string =>
  Object.entries(row)
    .filter(([, cell]) => cell !== '')
    .map(([name, cell], i) => (i === 0 ? cell : `${name}: ${cell}`))
    .join(' · ')
