import { search } from 'jmespath'
import type { Json } from '../../domain/run/plan.ts'
import type { Filter } from '../../domain/runbook/verdict.ts'
import { fieldOf } from '../../ports/calls/call.ts'
import type { Rows } from '../../ports/step-reader.ts'

/** A row for each of a list of Kubernetes' objects, or for one: kubectl's `-o custom-columns`. */
export function columnsOf(json: Json, { columns }: Extract<Filter, { by: 'columns' }>): Rows {
  const items = fieldOf(json, 'items')
  return {
    columns: columns.map(({ name }) => name),
    rows: (Array.isArray(items) ? items : [json]).map(item =>
      columns.map(({ expression }) => cellOf(search(item, expression) as Json)),
    ),
  }
}

function cellOf(value: Json): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return '<none>'
  if (Array.isArray(value)) return value.map(cellOf).join()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
