import type { Logger } from 'pino'
import type { LikelyProcedure } from '../../blocks/timeline.ts'
import type { Incident } from '../domain/incident.ts'
import type { System } from '../domain/system.ts'
import type { Library } from '../runbook/library.ts'

/** What of a system's runbook an incident's thread opens with, as the runbook is now. */
export function createLikelyProcedures(systems: System[], library: Library, log: Logger) {
  const named = new Map(systems.map(system => [system.system, system]))

  return async function procedureFor(incident: Incident): Promise<LikelyProcedure | undefined> {
    const system = named.get(incident.system)
    if (!system) return undefined
    try {
      const [best] = (await library.of(system))?.search.byAlert(incident.title) ?? []
      return best?.isLikely ? { title: best.procedure.path.at(-1) ?? 'Runbook', why: best.why } : undefined
    } catch (err) {
      log.error({ err, system: incident.system }, 'the runbook cannot be read: a thread opens without it')
      return undefined
    }
  }
}
