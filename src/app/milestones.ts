import type { Logger } from 'pino'
import { isOfBusiness, type Milestone } from '../domain/milestone-settings.ts'
import type { System } from '../domain/system.ts'
import type { Library, Volume } from '../runbook/library.ts'
import { milestonesUnder } from '../runbook/milestones.ts'

/** The milestones that system files say stand in the runbook, as it is now; undefined where the file names none there. */
export function createMilestones(systems: System[], library: Library, log: Logger) {
  const named = new Map(systems.map(system => [system.system, system]))
  const read = new WeakMap<Volume, Milestone[]>()

  async function look(system: System, procedure: string): Promise<Milestone[]> {
    const volume = await library.of(system)
    const known = volume && read.get(volume)
    if (known) return known
    const all = volume ? milestonesUnder(volume.runbook.procedures, procedure) : []
    const found = system.businessHours ? all : all.filter(one => !isOfBusiness(one))
    if (volume) read.set(volume, found)
    if (found.length === 0)
      log.warn(
        { system: system.system, procedure },
        'the runbook names no milestones there: no incident has any',
      )
    else if (found.length < all.length)
      log.warn(
        { system: system.system, procedure },
        'milestones of the runbook are in business time, and the system file has no businessHours: incidents go without them',
      )
    return found
  }

  async function of(name: string): Promise<Milestone[] | undefined> {
    const system = named.get(name)
    const { milestones } = system ?? {}
    if (!system || !milestones || Array.isArray(milestones)) return undefined
    try {
      return await look(system, milestones.procedure)
    } catch (err) {
      log.error({ err, system: name }, 'the runbook cannot be read: an incident has no milestones')
      return []
    }
  }

  return {
    of,
    /** Reads them ahead of the first incident. */
    async ready(): Promise<void> {
      await Promise.all([...named.keys()].map(of))
    },
  }
}
