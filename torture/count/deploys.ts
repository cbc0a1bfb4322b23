import type { World } from '../../sandbox/world.ts'
import type { Run } from '../../src/domain/run/run.ts'
import { runTag } from '../../src/providers/aws/ecs/tags.ts'
import { hasLost, type Kept } from '../kept.ts'
import type { Count } from './count.ts'

/** A run, and when the history of its system was lost since it was asked for. */
interface Change {
  run: Run
  lostAt: number[]
}

const changesIn = (kept: Kept[]): Change[] =>
  kept.flatMap(({ runs, lostAt }) =>
    runs.map(run => ({ run, lostAt: lostAt.filter(at => at >= run.askedAt) })),
  )

const isApproved = ({ run }: Change): boolean => run.approvals.length > 0

/** Every system has an approved deploy, and whatever was approved is done, but where history was lost since. */
export function countDeploys(kept: Kept[]): Count {
  const approved = changesIn(kept).filter(isApproved)
  const isDone = ({ run }: Change) => run.state === 'succeeded'
  const owed = approved.filter(change => isDone(change) || change.lostAt.length === 0)
  const systems = new Set(approved.map(({ run }) => run.system))
  return {
    what: 'approved deploys',
    expected: owed.length,
    found: owed.filter(isDone).length,
    lost: [
      ...kept.flatMap(({ system }) => (systems.has(system) ? [] : `${system}: none was approved`)),
      ...owed
        .filter(change => !isDone(change))
        .map(({ run: { system, state, why, waits } }) => `${system}: ${state} ${why ?? waits ?? ''}`),
    ],
    doubled: [],
  }
}

/**
 * A deployment is begun once for each run that was approved, whatever revisions were made for it: AWS has the run's id as
 * a tag of the revision. Where Redis has forgotten an approval, or a run, its call is nobody's by nature.
 */
export function countBegun({ aws }: World, kept: Kept[]): Count {
  const changes = new Map(changesIn(kept).map(change => [change.run.id, change]))
  const hasForgotten = hasLost(kept)
  const calls = new Map<string, number>()
  for (const { action, input } of aws.asked) {
    if (action !== 'UpdateService') continue
    const tags = aws.ecs.definition(input.taskDefinition)?.tags ?? []
    const [run = 'nobody'] = tags.find(({ key }) => key === runTag.run)?.value.split('/') ?? []
    calls.set(run, (calls.get(run) ?? 0) + 1)
  }
  const isUnasked = (run: string) => {
    const change = changes.get(run)
    if (change) return !isApproved(change) && change.lostAt.length === 0
    return run === 'nobody' || !hasForgotten
  }
  const lost = [...changes.values()].filter(({ run }) => run.state === 'succeeded' && !calls.has(run.id))
  return {
    what: 'deployments begun',
    expected: calls.size + lost.length,
    found: [...calls.values()].reduce((sum, times) => sum + times, 0),
    lost: lost.map(({ run }) => `${run.system}: ${run.id} is told as done`),
    doubled: [
      ...[...calls].filter(([, times]) => times > 1).map(([run, times]) => `${run}: ${times} calls`),
      ...[...calls.keys()].filter(isUnasked).map(run => `${run}: not approved`),
    ],
  }
}

/** What was asked for before history was lost, and approved, does not begin after it. */
export function countHeld(kept: Kept[]): Count {
  const held = changesIn(kept).filter(
    change => isApproved(change) && change.lostAt.some(at => at < (change.run.startedAt ?? Infinity)),
  )
  const begun = held.filter(({ run }) => run.startedAt !== undefined)
  return {
    what: heldWhat,
    expected: held.length,
    found: held.length - begun.length,
    lost: begun.map(({ run }) => `${run.system}: ${run.id} began all the same`),
    doubled: [],
  }
}

export const heldWhat = 'deploys held since history was lost'
