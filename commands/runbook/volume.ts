import { UserError } from '../../src/domain/errors.ts'
import { nearest } from '../../src/domain/nearest.ts'
import type { Procedure } from '../../src/domain/runbook/runbook.ts'
import type { System } from '../../src/domain/system.ts'
import type { Faces } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import type { Invocation } from '../../src/ports/invocation.ts'
import type { Volume } from '../../src/runbook/library.ts'
import { procedureCalled, shortName } from '../../src/runbook/procedure.ts'

/** The system's runbook; a `UserError` where it has none. */
export async function volumeOf(system: System, faces: Pick<Faces, 'library'>): Promise<Volume> {
  const volume = await faces.library.of(system)
  if (volume) return volume
  throw new UserError(
    system.runbook === undefined
      ? `${system.title} has no runbook: \`runbook: <file>.md\` in its system file names one beside it.`
      : `The runbook of ${system.title}, ${system.runbook}, is gone.`,
  )
}

/**
 * A procedure by its id or the end of it; a `UserError` where there is none, which for a button or a form means that the
 * runbook has changed since, and for what was typed that another was meant.
 */
export function namedProcedure(
  volume: Volume,
  id: string,
  { system, invocation }: { system: System; invocation: Pick<Invocation, 'source'> },
): Procedure {
  const found = procedureCalled(volume, id)
  if (found) return found
  const none = `The runbook of ${system.title} has no procedure "${id.slice(0, 80)}"`
  const look = { label: 'Look through it', command: `runbook --system ${system.system}` }
  if (invocation.source === 'button' || invocation.source === 'modal')
    throw new UserError(`${none} any more.`, look)
  const names = volume.runbook.procedures.map(procedure => shortName(volume, procedure))
  const near = nearest(id, names)
  if (near === undefined) throw new UserError(`${none}.`, look)
  const command = lineOf('runbook show', { procedure: near, system: system.system })
  throw new UserError(`${none}. Did you mean ${near}?`, { label: near, command }, look)
}
