import { frozen } from '../../domain/freeze.ts'
import type { Run } from '../../domain/run/run.ts'
import { isWorse } from '../../domain/severity.ts'
import type { System } from '../../domain/system.ts'

/** Why a change has to wait, as a sentence; undefined when it may be made. What is mild does not wait, nor what an open P1 or P2 asks for. */
export function frozenFor(
  system: System | undefined,
  {
    environment,
    risk,
    incident,
    urgent,
    plan,
  }: Pick<Run, 'environment' | 'risk' | 'incident' | 'urgent' | 'plan'>,
  at: number,
): string | undefined {
  if (risk === 'read' || risk === 'mild' || (urgent && incident && !isWorse('P2', incident.severity)))
    return undefined
  for (const place of [environment, ...(plan.shared ?? [])]) {
    const reason = system?.freeze && frozen(system.freeze, place, at)
    if (reason !== undefined) return `Changes to ${system?.title} ${place} are frozen: ${reason}.`
  }
  return undefined
}
