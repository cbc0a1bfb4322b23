import { belay } from '../../domain/actor.ts'
import { counted } from '../../domain/counted.ts'
import { OutsideError, UserError, untilNewerMs } from '../../domain/errors.ts'
import { currentStep, type Run } from '../../domain/run/run.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Claim, Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import { leaveToOthers } from '../leave-to-others.ts'
import { type InHand, NotYet, type Performer } from '../performer.ts'
import type { RunLedger } from '../runs/ledger.ts'
import { moved } from '../runs/moved.ts'
import { type Planned, type Planner, UnknownOperationError } from '../runs/planner.ts'
import { createSteps, type StepsDeps } from '../runs/steps.ts'
import { UnknownPlaceError } from '../where.ts'

export interface RunDeps extends Omit<StepsDeps, 'forbidden'> {
  store: Store
  ledger: RunLedger
  queue: Queue
  clock: Clock
  planner: Planner
  /** Why nothing may be changed just now, in words; undefined when it may. */
  frozen(run: Run): string | undefined
  /** How many approvals what is planned takes, as its system's file says now. */
  required(run: Run, planned: Planned): number
}

/** How often what is under way is looked at, in real milliseconds. */
const everyMs = 3_000
/** So long what is approved for a place that no file here has is left to another Belay. */
const leftMs = 60_000

/**
 * Carries a run out, call by call, as far as it goes now, and is owed again while there is more to come. Whoever takes it
 * over reads where it stands: a call that was about to be made is looked for before it is made again.
 */
export function run(deps: RunDeps): Performer<'run'> {
  const { store, ledger, queue, clock, planner, frozen, required } = deps
  const goOn = createSteps({ ...deps, forbidden })

  /** Whether it may still begin, as it was approved; if not, it is void and says why. */
  async function mayBegin({ system, claim }: InHand<'run'>, planned: Run): Promise<boolean> {
    const why = await obstacle(claim, planned)
    if (why === undefined) return true
    await ledger.take(system, planned.id, { type: 'void', why, by: belay }, `${claim.token}:void`, claim)
    return false
  }

  /** Why it may have been begun already, and nobody knows. */
  async function lost({ system, askedAt }: Run): Promise<string | undefined> {
    const lostAt = await store.historyLostAt(system)
    return lostAt !== undefined && lostAt >= askedAt
      ? "Belay's memory (Redis) lost something after it was asked for, and what was approved may have been begun."
      : undefined
  }

  /** Why no change may begin just now, whatever it is. */
  async function forbidden(run: Run): Promise<string | undefined> {
    // What takes a change back was approved with it, and each of its calls is looked at before it is made.
    if (run.undoes !== undefined) return undefined
    return (await lost(run)) ?? (run.breakGlass ? undefined : frozen(run))
  }

  async function obstacle(claim: Claim, planned: Run): Promise<string | undefined> {
    if (planned.undoes !== undefined) return undefined
    const why = await forbidden(planned)
    if (why !== undefined) return why
    try {
      const now = await planner(planned)
      return now.digest === planned.digest ? unapproved(planned, now) : moved(planned.plan, now.plan)
    } catch (error) {
      if (error instanceof UnknownOperationError) throw new NotYet(untilNewerMs, error.message)
      if (error instanceof UnknownPlaceError) leaveToOthers(claim, clock.now(), leftMs, error.message)
      if (error instanceof UserError) return error.message
      if (error instanceof OutsideError && error.fault.fault === 'refused') return error.message
      throw error
    }
  }

  /** A schedule's approvers are asked for when it comes. */
  function unapproved(run: Run, planned: Planned): string | undefined {
    const given = run.approvals.length
    const takes = run.breakGlass || run.scheduled !== undefined ? 0 : required(run, planned)
    return takes > given ? `It takes ${counted(takes, 'approval')} by now, and has ${given}.` : undefined
  }

  return async inHand => {
    const { system, job } = inHand
    for (let last: string | undefined; ; ) {
      const kept = await store.run(system, job.run)
      if (!kept) return
      if (kept.version === last) break
      last = kept.version
      const found = kept.value
      if (found.state === 'approved' && !(await mayBegin(inHand, found))) return
      if (found.state !== 'approved' && found.state !== 'running') return
      const step = currentStep(found)
      if (step === undefined) return
      if ((await goOn(inHand, found, step)) === 'later') break
    }
    const due = clock.now() + everyMs * clock.rate()
    await queue.order(system, [{ job, due, when: 'replace' }])
  }
}
