import { frozen } from '../../domain/freeze.ts'
import type { Run } from '../../domain/run/run.ts'
import { isWorse } from '../../domain/severity.ts'
import type { System } from '../../domain/system.ts'

/** Why a change has to wait, as a sentence; undefined when it may be made. What is mild does not wait, nor what an open P1 or P2 asks for. */
export function frozenFor(
  system: System | undefined,
  { environment, risk, incident, urgent }: Pick<Run, 'environment' | 'risk' | 'incident' | 'urgent'>,
  at: number,
): string | undefined {
  if (risk === 'mild' || (urgent && incident && !isWorse('P2', incident.severity))) return undefined
  const reason = system?.freeze && frozen(system.freeze, environment, at)
  return reason === undefined
    ? undefined
    : `Changes to ${system?.title} ${environment} are frozen: ${reason}.`
}
