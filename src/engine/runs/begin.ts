import { belay } from '../../domain/actor.ts'
import { OutsideError } from '../../domain/errors.ts'
import { sendWithinMs } from '../../domain/run/clocks.ts'
import type { Lock } from '../../domain/run/lock.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { Run } from '../../domain/run/run.ts'
import type { Barrier } from '../../ports/barrier.ts'
import type { Standing } from '../../ports/calls/call.ts'
import type { Clock } from '../../ports/clock.ts'
import { NotYet } from '../performer.ts'
import { callMs, type Next, type Work } from './work.ts'

export interface BeginDeps {
  clock: Clock
  barrier: Barrier
  /** Why no change may begin just now; undefined when it may. */
  forbidden(run: Run): Promise<string | undefined>
}

/** How soon what is locked is tried again, in real milliseconds. */
const lockedMs = 5_000

/**
 * Marks that a call is about to be made, looks whether the world is as it was planned on, and makes it: once. Whether it
 * was made when the answer is lost is for the next claim to find out.
 */
export function createBegin({ clock, barrier, forbidden }: BeginDeps) {
  return async function begin(work: Work): Promise<Next> {
    const { inHand, run, number, maker, params, made, report, outOfPlace, begun } = work
    const sendBy = clock.wall() + sendWithinMs
    const marked = await report({ type: 'starting', step: number, sendBy, by: belay })
    if (marked.result === 'locked') return standAside(work, marked.lock)
    if (marked.result !== 'changed') return 'now'
    const kept = await barrier(inHand.system)
    // It may have been looked long ago whether this may begin, when the world could not be looked at.
    const why = number === 0 ? await forbidden(run) : undefined
    if (why !== undefined) return outOfPlace(why)
    const standing = await look(work)
    if (standing.is === 'after') return begun(standing.result)
    if (standing.is === 'other') return outOfPlace(standing.how)
    if (kept === 'cannot-tell' && !maker.repeatable)
      return outOfPlace(
        'Redis may lose its last second here, and this call could then be made twice. Set appendfsync always.',
      )
    if (kept === 'cannot-tell' && number === 0 && run.boxMs !== undefined)
      return outOfPlace(
        'Redis may lose its last second here, and nobody would then know that this is to be taken back. Set appendfsync always, or do without --for.',
      )

    const guard = () => {
      inHand.guard(callMs)
      if (clock.wall() + callMs > sendBy) throw new NotYet(0, 'too late to make the call')
    }
    guard()
    let result: Json
    try {
      result = await maker.start(params, made, guard)
    } catch (error) {
      return unmade(work, error)
    }
    return begun(result)
  }
}

/** The world before the call. If it cannot be looked at now, it is as if the call had not been meant yet. */
async function look({ maker, params, made, number, report }: Work): Promise<Standing> {
  try {
    return await maker.look(params, made)
  } catch (error) {
    if (error instanceof OutsideError && error.fault.fault === 'refused')
      return { is: 'other', how: error.message }
    await report({ type: 'not-started', step: number, ...whyNot(error), by: belay })
    throw error
  }
}

/** What people read of why it is not made just now. */
const whyNot = (error: unknown) => (error instanceof OutsideError ? { why: error.message } : {})

async function unmade({ number, report, fail }: Work, error: unknown): Promise<Next> {
  if (!(error instanceof OutsideError) || error.fault.effect === 'unknown') throw error
  if (error.fault.fault === 'refused') return fail(error.message)
  await report({ type: 'not-started', step: number, ...whyNot(error), by: belay })
  throw error
}

/**
 * Before the first call nobody is harmed by a lock; after it, somebody has taken it away. What takes a change back, or is
 * done by a schedule, is still wanted when the lock is open again.
 */
async function standAside({ run, number, report, fail }: Work, lock: Lock): Promise<Next> {
  const why = `${lock.holder.name} has locked it: "${lock.reason}".`
  if (number > 0) return fail(`The lock is gone: ${why}`)
  if (run.undoes === undefined && run.scheduled === undefined) {
    await report({ type: 'void', why, by: belay })
    return 'now'
  }
  await report({ type: 'waits', why, by: belay })
  throw new NotYet(lockedMs, why)
}
