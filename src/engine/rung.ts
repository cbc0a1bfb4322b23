import type { Incident } from '../domain/incident.ts'
import type { Rung } from '../domain/jobs.ts'
import type { Lists } from '../ports/lists.ts'

/**
 * So many incidents of one severity are told of one by one within this time, as many as Slack takes at once; the others
 * together. What has long been waiting for somebody keeps nothing that is new from ringing.
 */
const oneByOne = 5
const withinMs = 300_000

/** Whether so many like it have just called somebody, in vain as yet, that it is told of together with others. */
export const isOneOfMany = async (lists: Lists, incident: Incident): Promise<boolean> =>
  (await lists.calledBefore(incident.system, incident, withinMs)) >= oneByOne

/** Whether the incident still pages this level: nobody has it, and it has not begun anew meanwhile. */
export const isCurrent = (incident: Incident, rung: Rung): boolean =>
  incident.state === 'triggered' && incident.cycle === rung.cycle
