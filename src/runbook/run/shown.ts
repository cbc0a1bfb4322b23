import { maskedReading } from '../../domain/masked-reading.ts'
import type { Cell, Reading, Table } from '../../domain/reading.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { Rows, StepAnswer } from '../../ports/step-reader.ts'
import { textOf } from './filtered.ts'

const widest = 8

/** What a step answered: as a table where its items have the same plain fields, else as it came. */
export function readingOf(title: string, answer: StepAnswer): Reading {
  const about = answer.about === undefined ? title : `${title}: ${answer.about}`
  if ('rows' in answer) {
    const { columns, rows } = answer.rows
    if (rows.length === 0) return { title: `${about}: no rows` }
    return columns.length > widest
      ? { title: `${about} (${rows.length})`, output: textOf(answer) }
      : { title: `${about} (${rows.length})`, table: answer.rows }
  }
  if ('json' in answer) {
    const { json } = answer
    if (json === null || (Array.isArray(json) && json.length === 0))
      return { title: `${about}: it answered nothing` }
    const table = tableOf(rowsIn(json))
    if (table) return { title: `${about} (${table.rows.length})`, table }
  }
  const output = textOf(answer)
  if (output.trim() === '' && answer.about !== undefined) return { title: about }
  return output.trim() === '' ? { title: `${about}: it printed nothing` } : { title: about, output }
}

/** What several answers of a step come to, without what would let its readers in somewhere. */
export function readingOfAll(title: string, readings: Reading[]): Reading {
  const [first, ...others] = readings
  if (!first) return { title: `${title}: nothing to look at` }
  return maskedReading(others.length === 0 ? first : together(title, readings))
}

const together = (title: string, readings: Reading[]): Reading => ({
  title,
  output: readings.map(inText).join('\n\n'),
})

const inText = ({ title, lines = [], table, output }: Reading): string =>
  [
    title,
    ...lines,
    ...(table ? [textOf({ rows: table as Rows })] : []),
    ...(output === undefined ? [] : [output]),
  ].join('\n')

/** The list that an answer is, or that stands alone in it: `{ services: […], failures: [] }`. */
function rowsIn(json: Json): Json[] | undefined {
  if (Array.isArray(json)) return json
  if (typeof json !== 'object' || json === null) return undefined
  const full = Object.values(json).filter(one => Array.isArray(one) && one.length > 0)
  return full.length === 1 ? (full[0] as Json[]) : undefined
}

function tableOf(rows: Json[] | undefined): Table | undefined {
  if (!rows) return undefined
  if (!rows.every(row => typeof row === 'object' && row !== null && !Array.isArray(row))) return undefined
  const all = rows as { [name: string]: Json }[]
  const plain = (value: Json | undefined) =>
    value === undefined || typeof value !== 'object' || value === null
  const names = [...new Set(all.flatMap(Object.keys))]
  const columns = names.filter(name => all.every(row => plain(row[name])))
  // What a table would leave out may be what was asked for.
  const isMost = columns.length * 2 > names.length
  if (!isMost || columns.length > widest) return undefined
  return { columns, rows: all.map(row => columns.map(name => cellOf(name, row[name]))) }
}

/** Milliseconds since the epoch, between 2001 and 2096, under a name that says so. */
const isTime = (name: string, value: number): boolean =>
  /time|date|written/i.test(name) && value >= 1e12 && value < 4e12

const cellOf = (name: string, value: Json | undefined): Cell => {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number' && isTime(name, value)) return { at: value }
  return typeof value === 'number' ? value : String(value)
}
