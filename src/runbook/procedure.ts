import type { Procedure } from '../domain/runbook/runbook.ts'
import type { Volume } from './library.ts'

export const procedureOf = ({ runbook }: Volume, id: string): Procedure | undefined =>
  runbook.procedures.find(procedure => procedure.id === id)
