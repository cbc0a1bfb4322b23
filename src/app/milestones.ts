import type { Logger } from 'pino'
import type { System } from '../domain/system.ts'
import { type Library, procedureOf } from '../runbook/library.ts'
import { milestonesIn } from '../runbook/milestones.ts'

/** The systems, with the milestones that their files say stand in the runbook. */
export const withMilestones = (systems: System[], library: Library, log: Logger): Promise<System[]> =>
  Promise.all(
    systems.map(async system => {
      const { milestones } = system
      if (!milestones || Array.isArray(milestones)) return system
      const volume = await library.of(system)
      const procedure = volume && procedureOf(volume, milestones.procedure)
      const found = procedure ? milestonesIn(procedure) : []
      if (found.length === 0)
        log.warn(
          { system: system.system, procedure: milestones.procedure },
          'the runbook names no milestones there: no incident has any',
        )
      return { ...system, milestones: found }
    }),
  )
