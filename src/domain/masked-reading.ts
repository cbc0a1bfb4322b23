import { mask } from './mask.ts'
import type { Cell, Reading } from './reading.ts'

/** What was read, without what would let a reader in somewhere. */
export const maskedReading = ({ title, lines, table, output, ...rest }: Reading): Reading => ({
  ...rest,
  title: mask(title),
  ...(lines && { lines: lines.map(mask) }),
  ...(table && { table: { ...table, rows: table.rows.map(row => row.map(maskedCell)) } }),
  ...(output !== undefined && { output: mask(output) }),
})

function maskedCell(cell: Cell): Cell {
  if (typeof cell === 'string') return mask(cell)
  return typeof cell === 'object' && 'label' in cell ? { ...cell, label: mask(cell.label) } : cell
}
