import { OutsideError, UserError } from '../../domain/errors.ts'
import type { CommandStep, Trouble } from '../../domain/runbook/runbook.ts'

/** The same with what is known to be wrong with the step, and where it stands. */
export function placed(error: Error, { place }: CommandStep, troubles: Trouble[]): Error {
  const known = troubles.map(({ message }) => ` ${message}.`).join('')
  const end = known === '' || error.message.endsWith('.') ? '' : '.'
  const said = `${error.message}${end}${known} (${place.file}:${place.line}:${place.column})`
  if (error instanceof UserError) return new UserError(said, ...error.offer)
  return error instanceof OutsideError ? new OutsideError(said, error.fault, { cause: error }) : error
}
