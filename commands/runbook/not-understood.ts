import type { Procedure } from '../../src/domain/runbook/runbook.ts'
import type { Volume } from '../../src/runbook/library.ts'

/** So many are told; who mends the first sees the next. */
const most = 3

/** What in a runbook was not understood, each by its place; or what of that stands in one of its procedures. */
export function notUnderstood({ runbook }: Volume, procedure?: Procedure): string[] {
  const { procedures, troubles } = runbook
  const from = procedure?.place.line ?? 1
  const next = procedure && procedures[procedures.indexOf(procedure) + 1]
  const to = next?.place.line ?? Number.POSITIVE_INFINITY
  const here = troubles.filter(({ place }) => place.line >= from && place.line < to)
  const told = here
    .slice(0, most)
    .map(({ place, message }) => `${place.file}:${place.line}:${place.column} ${message}`)
  return here.length > most ? [...told, `and ${here.length - most} more`] : told
}
