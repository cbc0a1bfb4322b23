import { belay } from '../../domain/actor.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Store } from '../../ports/store.ts'
import type { Performer } from '../performer.ts'
import type { RunLedger } from '../runs/ledger.ts'
import { takeBack } from '../runs/take-back.ts'

/** Takes back what was wanted only while its incident was open, unless that has begun already. */
export const takeBackJob =
  (store: Store, ledger: RunLedger, clock: Clock): Performer<'take-back'> =>
  async ({ system, job, claim }) => {
    const run = (await store.run(system, job.run))?.value
    if (!run || run.undo?.run !== undefined) return
    await takeBack(run, belay, { ledger, clock }, `${claim.id}@${claim.token}`, claim)
  }
