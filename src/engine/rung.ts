import type { Incident } from '../domain/incident.ts'
import type { Rung } from '../domain/jobs.ts'

/** Whether the incident still pages this level: nobody has it, and it has not begun anew meanwhile. */
export const isCurrent = (incident: Incident, rung: Rung): boolean =>
  incident.state === 'triggered' && incident.cycle === rung.cycle
