import { mask } from './mask.ts'
import { secret } from './masked-json.ts'
import type { Cell, Reading, Table } from './reading.ts'
import { secretFields } from './secret-fields.ts'

/** What was read, without what would let a reader in somewhere. */
export const maskedReading = ({ title, lines, table, output, ...rest }: Reading): Reading => ({
  ...rest,
  title: mask(title),
  ...(lines && { lines: lines.map(mask) }),
  ...(table && { table: { ...table, rows: maskedRows(table).map(row => row.map(maskedCell)) } }),
  ...(output !== undefined && { output: mask(output) }),
})

/** Without what the name of its column, or the name beside it, tells is a secret. */
export const maskedRows = <C extends Cell>({ columns, rows }: Table<C>): (C | string)[][] =>
  rows.map(row => {
    const hidden = secretFields(columns.map((name, i) => [name, row[i]]))
    return row.map((cell, i) => (hidden[i] && cell !== '' ? secret : cell))
  })

function maskedCell(cell: Cell): Cell {
  if (typeof cell === 'string') return mask(cell)
  return typeof cell === 'object' && 'label' in cell ? { ...cell, label: mask(cell.label) } : cell
}
