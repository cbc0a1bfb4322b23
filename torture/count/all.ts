import type { World } from '../../sandbox/world.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { hasLost, type Kept } from '../kept.ts'
import type { Count } from './count.ts'
import { countBegun, countDeploys, countHeld } from './deploys.ts'
import { countIncidents, countNotes, countStates, countWebhooks } from './incidents.ts'
import { countDeadlines, countPages } from './ladder.ts'
import { marksIn } from './marks.ts'
import { countCards, countLines, countThreads } from './thread.ts'

/** Everything that is counted once all is at rest. */
export function countAll(world: World, kept: Kept[], acknowledgeMs: number): Count[] {
  const found = kept.flatMap(({ incidents }) => incidents)
  const posted = marksIn(world)
  return [
    countWebhooks(world),
    countIncidents(world, found),
    countStates(world, found),
    countCards(found, posted),
    countThreads(found, posted),
    countLines(found, posted),
    countNotes(world, found),
    ...[1, 2].map(level => countPages(level, found, posted)),
    countDeadlines(found, acknowledgeMs),
    countDeploys(kept),
    countBegun(world, kept),
    ...(hasLost(kept) ? [countHeld(kept)] : []),
    countAudits(kept),
  ]
}

function countAudits(kept: Kept[]): Count {
  const broken = kept.flatMap(({ system, audit }) => {
    const verdict = verifyAudit(audit.links, '', audit.head)
    return verdict.ok ? [] : [`${system}: ${verdict.why}`]
  })
  return {
    what: 'audits that are whole',
    expected: kept.length,
    found: kept.length - broken.length,
    lost: broken,
    doubled: [],
  }
}
