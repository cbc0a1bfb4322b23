import type { KnownBlock, RichTextBlock, TableBlock } from '@slack/types'
import type { Cell, Reading, Table } from '../src/domain/reading.ts'
import { buttons } from './button.ts'
import { chartBlock } from './chart.ts'
import { clip, shown } from './limits.ts'
import type { Message } from './message.ts'
import { bold, clipLines, type Line, link, links, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine, visible } from './text.ts'
import { dayTime, utcDay } from './time.ts'

const symbols = { down: '🔴 ', unsettled: '🟠 ', fine: '🟢 ' }
/** Slack takes up to 100 rows; nobody reads more of them on a phone than these. */
const readable = { lines: 2_000, rows: 40, cell: 300, characters: 6_000, outputLines: 40, output: 2_800 }

/** Whether Slack shows all of it; what is longer is a file. */
export function isReadable({ table, output }: Reading): boolean {
  const lines = output?.split('\n').length ?? 0
  if (lines > readable.outputLines || (output?.length ?? 0) > readable.output) return false
  return table === undefined || (table.rows.length <= readable.rows && sizeOf(table) <= readable.characters)
}

const sizeOf = ({ columns, rows }: Table): number =>
  [columns, ...rows]
    .flat()
    .reduce((sum: number, cell) => sum + Math.min(cellText(cell).length, readable.cell), 0)

/**
 * What was read: its headline, what stands out, and the picture, the table or the output as it came. `zone`: of whoever
 * asked, for the picture.
 */
export function reading(read: Reading, zone?: string): Message {
  const { chart, table, output, offers = [] } = read
  return {
    text: clipMrkdwn(mrkdwn(headlineOf(read))),
    blocks: [
      richText(clipLines(readingLines(read), readable.lines)),
      ...(chart && chart.along.length > 0 ? [chartBlock(chart, zone)] : []),
      ...(table && table.rows.length > 0 ? [tableBlock(table)] : []),
      ...(output ? [preformatted(output)] : []),
      ...buttons(offers.slice(0, 5)),
    ] as KnownBlock[],
  }
}

const headlineOf = ({ state, title }: Reading): string =>
  `${state ? symbols[state] : ''}${clip(oneLine(title), shown.title)}`

/** The headline and what is said below it. */
export const readingLines = (read: Reading): Line[] => [
  { words: [bold(headlineOf(read))] },
  ...(read.lines ?? []).map(line => ({ words: words(clip(oneLine(line), shown.why)) })),
  ...(read.links?.length ? [{ words: links(read.links) }] : []),
]

/** Slack shows it in letters of one width. */
export const preformatted = (text: string): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_preformatted',
      elements: [{ type: 'text', text: clip(visible(text), readable.output) }],
      border: 0,
    },
  ],
})

function tableBlock({ columns, rows }: Table): TableBlock {
  const isNumber = columns.map((_, i) => rows.some(row => typeof row[i] === 'number'))
  return {
    type: 'table',
    rows: [columns.map(name => text(name)), ...rows.map(row => row.map(cell))],
    column_settings: isNumber.map(right => ({ is_wrapped: true, ...(right && { align: 'right' as const }) })),
  } as TableBlock
}

const text = (value: string) => ({
  type: 'raw_text' as const,
  text: clip(oneLine(value === '' ? '–' : value), readable.cell),
})

function cell(value: Cell) {
  if (typeof value === 'string') return text(value)
  if (typeof value === 'number') return text(cellText(value))
  return richText([{ words: ['at' in value ? dayTime(value.at) : link(value.label, value.url)] }])
}

/** A cell where Slack does not put times into the reader's zone. */
export function cellText(value: Cell): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return value.toLocaleString('en-US')
  return 'at' in value ? utcDay(value.at) : value.label
}
