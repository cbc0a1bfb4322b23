import type { Incident } from '../domain/incident.ts'
import type { Rung } from '../domain/jobs.ts'
import { type Lists, unanswered } from '../ports/lists.ts'

/** So many incidents of one severity are told of one by one, as many as Slack takes at once; the others together. */
const oneByOne = 5

/** Whether so many like it have waited longer for somebody that it is told of together with others. */
export const isOneOfMany = async (lists: Lists, incident: Incident): Promise<boolean> =>
  (await lists.before(incident.system, unanswered, incident)) >= oneByOne

/** Whether the incident still pages this level: nobody has it, and it has not begun anew meanwhile. */
export const isCurrent = (incident: Incident, rung: Rung): boolean =>
  incident.state === 'triggered' && incident.cycle === rung.cycle
