import { jobId } from '../../../src/domain/jobs.ts'
import { runClocks } from '../../../src/domain/run/clocks.ts'
import { runTimers } from '../../../src/domain/run/events.ts'
import { isOver, type Run } from '../../../src/domain/run/run.ts'
import type { StepState } from '../../../src/domain/run/step.ts'
import { digestOf } from '../../../src/engine/runs/planner.ts'
import type { Save, Store } from '../../../src/ports/store.ts'
import { lostAt } from '../../../src/store/history.ts'
import { type Coverage, coverRun } from '../../coverage.ts'
import { system } from '../../system.ts'
import type { World } from '../../world.ts'
import { type Broken, lockIn, runIn } from '../law.ts'
import { mayApprove, whyNot } from './entitled.ts'

/** What may become of a step. */
const ways: Record<StepState, StepState[]> = {
  waiting: ['starting'],
  starting: ['waiting', 'started', 'done', 'failed', 'doubtful'],
  started: ['done', 'failed', 'doubtful'],
  doubtful: ['done', 'failed'],
  done: [],
  failed: [],
}

/** What must hold of every save of a run, as soon as it is done. */
export function createRunSavedLaws(world: () => World, coverage: Coverage, broken: Broken) {
  const savedAt = new Map<string, number>()
  const heldBack = new Set<string>()

  function ofApprovals(before: Run | undefined, after: Run, { operation }: Save): string | undefined {
    const given = after.approvals.slice(before?.approvals.length ?? 0)
    for (const { by } of given) {
      const read = world().read.get(operation.split(' ')[0]!)
      if (read?.run !== after.id || read.user !== by.id) return `${by.name} has not said yes to it`
      if (read.user === after.requestedBy.id) return `${by.name} has asked for it, and says yes to it`
      if (read.digest !== after.digest) return `${by.name} has read another plan`
      if (read.channel === 'C-elsewhere') return `${by.name} has said yes in a channel that has no rights`
      if (!mayApprove(world(), by.id)) return `${by.name} may not say yes`
    }
    const who = new Set(after.approvals.map(({ by }) => by.id))
    return who.size < after.approvals.length ? 'somebody has said yes twice' : undefined
  }

  /** What was read stays what it is. */
  function ofPlan(before: Run | undefined, after: Run): string | undefined {
    if (after.undoes === undefined && digestOf(after) !== after.digest)
      return 'its digest is that of another plan'
    const isSame = !before || JSON.stringify(before.plan) === JSON.stringify(after.plan)
    return isSame ? undefined : 'its plan has changed'
  }

  function ofSteps(before: Run | undefined, after: Run): string | undefined {
    for (const [i, { state }] of after.steps.entries()) {
      const was = before?.steps[i]?.state ?? 'waiting'
      const isWay = state === was || ways[was].includes(state) || (was === 'waiting' && state === 'done')
      if (!isWay) return `step ${i} was ${was}, and is ${state}`
      const isEarly = state !== 'waiting' && after.steps.slice(0, i).some(one => one.state !== 'done')
      if (isEarly) return `step ${i} is ${state} before those before it are done`
    }
    if (before && isOver(before) && before.state !== after.state)
      return `it was ${before.state}, and is ${after.state}`
    return undefined
  }

  function ofLocks({ id, startedAt, state, plan }: Run): string | undefined {
    const { memory } = world()
    const holds = startedAt !== undefined && (state === 'running' || state === 'doubtful')
    for (const resource of plan.resources) {
      const holder = lockIn(memory, resource)?.run
      if (!holds && holder === id) return `it is ${state}, and has the lock of ${resource}`
    }
    return undefined
  }

  function ofJobs(after: Run): string | undefined {
    const { jobs } = world().memory.of(system.system)
    const due = runClocks(after)
    for (const timer of runTimers) {
      const job = jobs.all.get(jobId({ kind: 'run-timer', run: after.id, timer }))
      if (due[timer] !== undefined && !job) return `its ${timer} is due at ${due[timer]}, and is not owed`
      if (job?.place === 'waiting' && job.due !== due[timer])
        return `its ${timer} is owed for ${job.due}, and is due at ${due[timer]}`
    }
    const goesOn = after.state === 'approved' || after.state === 'running'
    const job = jobs.all.get(jobId({ kind: 'run', run: after.id }))
    return goesOn && !job ? `it is ${after.state}, and nobody goes on with it` : undefined
  }

  function check(save: Save, id: string, before: Run | undefined): void {
    const { memory } = world()
    const after = runIn(memory, id)!
    savedAt.set(id, memory.clock.wall())
    const says = (law: string, how: string | undefined) => how && broken(law, `${id}: ${how}`)
    const said = save.audit.filter(({ detail }) => detail?.run === id)
    for (const { what, detail } of said)
      coverRun(
        coverage,
        before,
        after,
        what === 'run due' ? `due-${detail?.timer}` : what.replace('run ', ''),
      )
    if (before?.state !== after.state && said.length === 0)
      says('every change is in the audit', `it became ${after.state}`)
    says('an approval is by somebody who may, for what they have read', ofApprovals(before, after, save))
    says('what is approved is what was read', ofPlan(before, after))
    says('a run goes from one state to the next', ofSteps(before, after))
    says('who is done with a service lets go of it', ofLocks(after))
    says('what a run owes is owed', ofJobs(after))
    const begins = after.startedAt !== undefined && before?.startedAt === undefined
    if (!begins) return
    says('nothing begins without its approvals', whyNot(world(), after))
    const lost = lostAt(memory.of(system.system).epoch ?? null)
    const isHeld = lost !== undefined && after.undoes === undefined && after.askedAt < lost
    if (isHeld) heldBack.add(id)
  }

  return {
    /** When each was saved last, in real milliseconds. */
    savedAt,
    /** Runs that were marked as begun although they were asked for before a loss: none may be. */
    heldBack,
    /** Does a save, and looks at what came of it. */
    save(act: Store['save'], given: Save) {
      const { memory } = world()
      const kept = memory.of(given.system)
      const before = given.changes.flatMap(change =>
        'run' in change ? [[change.run.id, runIn(memory, change.run.id)] as const] : [],
      )
      const size = kept.operations.size
      const answer = act(given)
      if (kept.operations.size > size) for (const [id, was] of before) check(given, id, was)
      return answer
    },
  }
}
