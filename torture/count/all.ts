import type { World } from '../../sandbox/world.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import type { Kept } from '../kept.ts'
import type { Count } from './count.ts'
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
    countDeploys(world, kept),
    countAudits(kept),
  ]
}

/**
 * Every system has an approved deploy. A call that begins one is made once for each run that has begun; each has a
 * revision of its own.
 */
function countDeploys({ aws }: World, kept: Kept[]): Count {
  const begun = new Map<string, number>()
  for (const { action, input } of aws.asked)
    if (action === 'UpdateService')
      begun.set(input.taskDefinition, (begun.get(input.taskDefinition) ?? 0) + 1)
  const approved = kept.map(({ runs }) => runs.filter(({ state }) => state !== 'proposed'))
  const runs = approved.flat()
  return {
    what: 'approved deploys',
    expected: runs.length,
    found: begun.size,
    lost: [
      ...kept.flatMap(({ system }, i) => (approved[i]!.length === 0 ? `${system}: none was approved` : [])),
      ...runs
        .filter(({ state }) => state !== 'succeeded')
        .map(({ system, state, why, waits }) => `${system}: ${state} ${why ?? waits ?? ''}`),
    ],
    doubled: [...begun].filter(([, count]) => count > 1).map(([revision]) => revision),
  }
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
