import { UserError } from '../../src/domain/errors.ts'
import type { Procedure } from '../../src/domain/runbook/runbook.ts'
import type { System } from '../../src/domain/system.ts'
import type { Faces } from '../../src/engine/command.ts'
import type { Volume } from '../../src/runbook/library.ts'
import { procedureCalled } from '../../src/runbook/procedure.ts'

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

/** A procedure by its id or the end of it; a `UserError` where the runbook has changed since. */
export function namedProcedure(volume: Volume, id: string, system: System): Procedure {
  const found = procedureCalled(volume, id)
  if (found) return found
  throw new UserError(`The runbook of ${system.title} has no procedure "${id.slice(0, 80)}" any more.`, {
    label: 'Look through it',
    command: `runbook --system ${system.system}`,
  })
}
