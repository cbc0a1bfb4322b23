import { markOf } from '../../src/engine/post-once.ts'
import { lostAt } from '../../src/store/history.ts'
import { system } from '../system.ts'
import type { World } from '../world.ts'
import { type Broken, incidentsIn } from './law.ts'

/** What must hold, once everything has been done, where Redis has lost something. */
export function checkLost(
  { loss, memory, slack, pagerduty }: World,
  aside: Set<string>,
  broken: Broken,
): void {
  if (loss.lostAt() === undefined) return
  const { epoch, audit } = memory.of(system.system)
  const isTold = slack.everMarked(markOf('history', `lost:${lostAt(epoch ?? null)}`))
  const isNoted = audit.some(({ entry }) => entry.includes('history lost'))
  if (loss.isKnown() && !(isNoted && (isTold || aside.has('history'))))
    broken('history that is lost is told', `epoch ${epoch}, ${isTold ? 'told' : 'untold'}`)
  const known = new Set(incidentsIn(memory).map(({ pagerduty: link }) => link?.id))
  for (const { page } of pagerduty.all.values())
    if (page.status !== 'resolved' && !known.has(page.id))
      broken('what PagerDuty calls for is an incident', page.id)
}
