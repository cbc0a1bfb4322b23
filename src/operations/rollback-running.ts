import { UserError } from '../domain/errors.ts'
import type { Plan } from '../domain/run/plan.ts'
import type { Deployed, Revision } from '../ports/revision.ts'
import { checkHealth } from './check-health.ts'
import { lineAt } from './line-at.ts'
import type { Where } from './operation.ts'
import { differences, lastBecame, lastStable, revisionInWords } from './revisions.ts'
import { counts, type Running } from './running.ts'

/** Has a service run an earlier revision: the last that was stable, or the one that is named. */
export async function rollbackRunning(
  found: Running,
  revision: number | undefined,
  where: Where,
): Promise<Plan> {
  const { named, runs, restless, resource } = found
  const [current, known, deployed] = await Promise.all([
    found.revision(found.current),
    found.revisions(),
    found.deployed(),
  ])
  const to = chosen(known, current, revision ?? lastStable(known, current, deployed)?.revision, named, where)
  return {
    title: `roll back ${named}`,
    shifts: [{ from: current ? revisionInWords(current) : runs, to: revisionInWords(to) }],
    now: [counts(found), ...(current ? besides(current, to) : [])],
    warnings: [...restless, ...doubts(to, deployed, found)],
    calls: [...(await found.rollback(to)), ...checkHealth(where)],
    resources: [resource],
  }
}

/** "besides the image, 40 differs in env LOG_LEVEL, memory" */
function besides(current: Revision, to: Revision): string[] {
  const names = differences(current, to)
  if (names.length === 0) return []
  const shown = names.slice(0, 8).join(', ')
  const more = names.length > 8 ? ` and ${names.length - 8} more` : ''
  return [`besides the image, ${to.revision} differs in ${shown}${more}`]
}

function doubts(to: Revision, deployed: Deployed[] | undefined, { platform }: Running): string[] {
  if (!deployed) return [`${platform} does not tell whether ${to.revision} was stable when it ran.`]
  return lastBecame(to, deployed) === 'failed' ? [`${to.revision} failed when it was deployed last.`] : []
}

function chosen(
  known: Revision[],
  current: Revision | undefined,
  wanted: number | undefined,
  named: string,
  where: Where,
): Revision {
  if (wanted === undefined) {
    const before = known.find(({ revision }) => revision < (current?.revision ?? Number.POSITIVE_INFINITY))
    if (before) return before
    throw new UserError(`${named} has no earlier revision to go back to.`)
  }
  if (wanted === current?.revision) throw new UserError(`${named} runs ${wanted} already.`)
  const found = known.find(({ revision }) => revision === wanted)
  if (found) return found
  const others = known.filter(({ id }) => id !== current?.id).map(({ revision }) => revision)
  throw new UserError(
    `${named} has no revision ${wanted} to go back to; there are ${others.join(', ') || 'none'}.`,
    ...others.slice(0, 5).map(revision => ({
      label: `Back to ${revision}`,
      command: `${lineAt('rollback', where)} --revision ${revision}`,
    })),
  )
}
