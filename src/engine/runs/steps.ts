import type { Run } from '../../domain/run/run.ts'
import type { MakerSource } from '../../ports/calls/call.ts'
import { type InHand, leftToNewer } from '../performer.ts'
import { type BeginDeps, createBegin } from './begin.ts'
import { createSettle, observe } from './follow.ts'
import type { RunLedger } from './ledger.ts'
import { type Next, workOn } from './work.ts'

export interface StepsDeps extends BeginDeps {
  ledger: RunLedger
  makers: MakerSource
}

/** Takes the step of a run that is under way as far as it goes now. */
export function createSteps({ ledger, makers, clock, barrier, forbidden }: StepsDeps) {
  const begin = createBegin({ clock, barrier, forbidden })
  const settle = createSettle(clock)

  return async function goOn(inHand: InHand<'run'>, run: Run, number: number): Promise<Next> {
    const { call, state } = run.steps[number]!
    if (run.cancel && state === 'waiting') {
      const stopped = { type: 'stopped', by: run.cancel.by } as const
      await ledger.take(inHand.system, run.id, stopped, `${inHand.claim.token}:stopped`, inHand.claim)
      return 'now'
    }
    const maker = await makers.get(call.action)
    if (!maker) throw leftToNewer(`how to make ${call.action}`)
    const work = workOn(ledger, inHand, run, number, maker)
    if (state === 'waiting') return begin(work)
    return state === 'starting' ? settle(work) : observe(work)
  }
}
