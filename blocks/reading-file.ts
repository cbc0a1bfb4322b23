import { counted } from '../src/domain/counted.ts'
import type { Reading, Table } from '../src/domain/reading.ts'
import { clip } from './limits.ts'
import type { FileDraft } from './message.ts'
import { cellText, readingLines } from './reading.ts'
import { mrkdwnWords, plainWords } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine, visible } from './text.ts'

const quoted = 5
const widest = 80

/** What was read as a file, with its headline and its first rows quoted beside it. `at` names it. */
export function readingFile(read: Reading, at: number): FileDraft {
  const { title, table, output = '' } = read
  const head = readingLines(read).map(({ words }) => plainWords(words))
  const rows = table ? aligned(table) : visible(output).split('\n')
  const stamp = new Date(at).toISOString().slice(0, 16).replaceAll(':', '')
  const name = title.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return {
    name: `${name.slice(0, 60).replace(/^-|-$/g, '')}-${stamp}.txt`,
    title: clip(oneLine(title), 200),
    content: `${[...head, '', ...rows].join('\n')}\n`,
    comment: clipMrkdwn(
      [
        ...readingLines(read).map(({ words }) => mrkdwnWords(words)),
        ...rows.slice(0, quoted).map(row => mrkdwn(clip(row, 200))),
        `${counted(rows.length, 'line')} in the file${table ? '; times in UTC' : ''}.`,
      ].join('\n'),
    ),
  }
}

/** Columns under one another. */
function aligned({ columns, rows }: Table): string[] {
  const cells = [columns, ...rows.map(row => row.map(cell => clip(oneLine(cellText(cell)), widest)))]
  const widths = columns.map((_, i) => Math.max(...cells.map(row => row[i]?.length ?? 0)))
  return cells.map(row =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  )
}
