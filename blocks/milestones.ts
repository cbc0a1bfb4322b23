import type { Incident } from '../src/domain/incident.ts'
import { milestonesOf, type Standing } from '../src/domain/milestones.ts'
import { clip, shown } from './limits.ts'
import { dotted, type Word, words } from './rich.ts'
import { oneLine } from './text.ts'
import { timeNear } from './time.ts'

/** "✓ Immediate Response · Investigation by 02:29 · Resolution by 02:44": what is to be done by when, while it is open. */
export function response(incident: Incident): Word[] {
  if (incident.state === 'resolved') return []
  return dotted(...milestonesOf(incident).map(one => standing(one, incident)))
}

function standing({ milestone, dueAt, passed }: Standing, { openedAt }: Incident): Word[] {
  const title = clip(oneLine(milestone.title), shown.name)
  if (passed) return words(`✓ ${title}`)
  return dueAt === undefined ? [] : words(`${title} by `, timeNear(dueAt, openedAt))
}
