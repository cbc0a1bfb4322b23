import { type Actor, belay } from '../../domain/actor.ts'
import { OutsideError } from '../../domain/errors.ts'
import type { Clock } from '../../ports/clock.ts'
import { NotYet } from '../performer.ts'
import { shortened } from './output.ts'
import { callMs, type Next, type Work } from './work.ts'

/** An effect that cannot be seen by then, after the last moment at which the call can have been sent, is not to come. */
const settleMs = 10_000
/** When to ask again what the outside refuses to tell: a permission may be given, a token renewed. */
const refusedMs = 10_000

/** Somebody was about to make a call, and it is not known whether they did: looks before anything is made again. */
export const createSettle =
  (clock: Clock) =>
  async (work: Work): Promise<Next> => {
    const { number, step, maker, params, made, report, begun } = work
    const meant = { ...made, since: step.startedAt ?? 0 }
    const standing = await patiently(() => maker.look(params, meant))
    if (standing.is === 'after') return begun(standing.result)
    const settledIn = (step.sendBy ?? 0) + settleMs - clock.wall()
    if (settledIn > 0) throw new NotYet(settledIn, `${step.call.action} may still have its effect`)
    if (standing.is === 'before' && maker.repeatable) {
      await report({ type: 'not-started', step: number, by: belay })
      return 'now'
    }
    const how = standing.is === 'other' ? standing.how : 'Nothing shows that it had its effect.'
    const why = `${step.call.action} on ${step.call.on} was about to be made, and its answer was lost. ${how}`
    await report({ type: 'doubt', step: number, why, by: belay })
    return 'now'
  }

/** Looks how far it is what a call has begun; stops it first where somebody wants that. */
export async function observe(work: Work): Promise<Next> {
  const { run, number, step, maker, params, made, report, fail } = work
  const result = step.result ?? null
  if (!maker.observe) {
    await report({ type: 'done', step: number, by: belay })
    return 'now'
  }
  if (run.cancel) {
    const isOver = await stop(work, run.cancel.by)
    if (isOver) return 'now'
  }
  const begun = { ...made, since: step.startedAt ?? 0 }
  const seen = shortened(
    await patiently(
      () => maker.observe!(params, result, begun),
      why => report({ type: 'unseen', step: number, why, by: belay }),
    ),
  )
  switch (seen.is) {
    case 'going':
      await report({ type: 'progress', step: number, progress: seen.progress, by: belay })
      return 'later'
    case 'done': {
      const { is: _, ...more } = seen
      await report({ type: 'done', step: number, ...more, by: belay })
      return 'now'
    }
    case 'failed': {
      const { is: _, why, ...told } = seen
      if (!run.cancel) return fail(why, told)
      await report({ type: 'stopped', by: run.cancel.by })
      return 'now'
    }
  }
}

/** Has what was begun go back, unless somebody else has the lock by now; where it cannot, it is let go. */
async function stop(
  { inHand, number, step, maker, params, report, fail }: Work,
  by: Actor,
): Promise<boolean> {
  if (!maker.cancel) {
    const why = `${step.call.action} cannot be taken back: what it began goes on without Belay.`
    await report({ type: 'stopped', why, by })
    return true
  }
  const marked = await report({ type: 'going-back', step: number, by })
  if (marked.result === 'locked') {
    await fail(`It could not go back: ${marked.lock.holder.name} has locked it ("${marked.lock.reason}").`)
    return true
  }
  await patiently(() => maker.cancel!(params, step.result ?? null, () => inHand.guard(callMs)))
  return false
}

/** What is under way goes on whether it can be looked at or not; people are told at once when it is refused. */
async function patiently<T>(ask: () => Promise<T>, tell?: (why: string) => Promise<unknown>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof OutsideError) || error.fault.fault !== 'refused') throw error
    await tell?.(error.message)
    throw new NotYet(refusedMs, error.message)
  }
}
