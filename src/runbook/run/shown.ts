import type { Cell, Reading, Table } from '../../domain/reading.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { StepAnswer } from '../../ports/step-reader.ts'
import { textOf } from './filtered.ts'

const widest = 8

/** What a step answered: as a table where its items have the same plain fields, else as it came. */
export function readingOf(title: string, answer: StepAnswer): Reading {
  if ('json' in answer) {
    const { json } = answer
    if (json === null || (Array.isArray(json) && json.length === 0))
      return { title: `${title}: it answered nothing` }
    const table = tableOf(rowsIn(json))
    if (table) return { title: `${title}: ${table.rows.length}`, table }
  }
  const output = textOf(answer)
  return output.trim() === '' ? { title: `${title}: it printed nothing` } : { title, output }
}

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
  const columns = [...new Set(all.flatMap(Object.keys))].filter(name => all.every(row => plain(row[name])))
  if (columns.length === 0 || columns.length > widest) return undefined
  return { columns, rows: all.map(row => columns.map(name => cellOf(row[name]))) }
}

const cellOf = (value: Json | undefined): Cell => {
  if (value === undefined || value === null) return ''
  return typeof value === 'number' ? value : String(value)
}
