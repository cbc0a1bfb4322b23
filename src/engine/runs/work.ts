import { belay } from '../../domain/actor.ts'
import { closes } from '../../domain/run/exposure.ts'
import type { Params } from '../../domain/run/plan.ts'
import { filledIn } from '../../domain/run/results.ts'
import type { Run } from '../../domain/run/run.ts'
import type { Step } from '../../domain/run/step.ts'
import type { Made, Maker } from '../../ports/calls/call.ts'
import type { InHand } from '../performer.ts'
import type { AskedOfRun, RunLedger, RunTaken } from './ledger.ts'

/** How long one call may take, in real milliseconds. */
export const callMs = 2_500

/** `now`: there is more to do at once; `later`: it is to be looked at again. */
export type Next = 'now' | 'later'

/** One step of a run in hand: its maker, its parameters as they are sent, and how its run is told of it. */
export interface Work {
  inHand: InHand<'run'>
  run: Run
  number: number
  step: Step
  maker: Maker
  params: Params
  made: Made
  /** Takes an event of this step, once in this claim. */
  report(event: AskedOfRun): Promise<RunTaken>
  /** The call was taken, and answered this. */
  begun(result: Awaited<ReturnType<Maker['start']>>): Promise<Next>
  fail(why: string, told?: { said: string[]; output?: string; wentBack?: true }): Promise<Next>
  /** The world is otherwise than it was planned on: before the first call nothing has happened, later it is a failure. */
  outOfPlace(why: string): Promise<Next>
}

export function workOn(
  ledger: RunLedger,
  inHand: InHand<'run'>,
  run: Run,
  number: number,
  maker: Maker,
): Work {
  const step = run.steps[number]!
  const report = (event: AskedOfRun) =>
    ledger.take(inHand.system, run.id, event, `${inHand.claim.token}:${number}:${event.type}`, inHand.claim)
  const fail = async (why: string, told = {}): Promise<Next> => {
    await report({ type: 'step-failed', step: number, why, ...told, by: belay })
    return 'now'
  }
  return {
    inHand,
    run,
    number,
    step,
    maker,
    params: filledIn(step.call.params, run.steps),
    made: { run: run.id, step: number },
    report,
    fail,
    async begun(result) {
      await report({ type: 'started', step: number, result, by: belay })
      if (!maker.observe) await report({ type: 'done', step: number, by: belay })
      return 'now'
    },
    async outOfPlace(why) {
      if (number > 0 || closes(run)) return fail(why)
      await report({ type: 'void', why, by: belay })
      return 'now'
    },
  }
}
