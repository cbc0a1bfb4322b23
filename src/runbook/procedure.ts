import type { Procedure } from '../domain/runbook/runbook.ts'
import type { Volume } from './library.ts'

export const procedureOf = ({ runbook }: Volume, id: string): Procedure | undefined =>
  runbook.procedures.find(procedure => procedure.id === id)

/** A procedure by its id, or by the end of that where no other's ends so. */
export function procedureCalled(volume: Volume, name: string): Procedure | undefined {
  const [only, ...others] = endingSo(volume, name)
  return procedureOf(volume, name) ?? (others.length === 0 ? only : undefined)
}

/** What it is called where there is little room: the end of its id, unless another's ends so. */
export function shortName(volume: Volume, { id }: Procedure): string {
  const end = id.slice(id.lastIndexOf('/') + 1)
  return procedureCalled(volume, end)?.id === id ? end : id
}

const endingSo = ({ runbook }: Volume, name: string): Procedure[] =>
  runbook.procedures.filter(({ id }) => `/${id}`.endsWith(`/${name}`))
