import { belay } from '../../domain/actor.ts'
import { runClocks } from '../../domain/run/clocks.ts'
import { runTimers } from '../../domain/run/events.ts'
import { failsToClose } from '../../domain/run/exposure.ts'
import { isOver } from '../../domain/run/run.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Store } from '../../ports/store.ts'
import { leftToNewer, NotYet, type Performer } from '../performer.ts'
import type { RunLedger } from '../runs/ledger.ts'
import { takeBack, takeBackAgain } from '../runs/take-back.ts'

/** How soon a deadline is looked at again that is not due by this process's clock. */
const aheadMs = 100

/** How soon it is looked again whether what is to be closed is over, in milliseconds. */
const untilOverMs = 1_000

/** Tells a run that a timer is due; when its time is over, has the change taken back. */
export const runTimer =
  (store: Store, ledger: RunLedger, clock: Clock): Performer<'run-timer'> =>
  async ({ system, job, claim }) => {
    const { timer } = job
    if (!runTimers.includes(timer)) throw leftToNewer(timer)
    const operation = `${claim.id}@${claim.token}`
    const run = (await store.run(system, job.run))?.value
    const due = run && runClocks(run)[timer]
    if (!run || due === undefined) return
    // Redis says that it is due; this process's clock may be behind, and the job is the only thing that remembers.
    if (due > clock.now()) throw new NotYet(aheadMs, `${timer} is due in a moment`)
    if (timer === 'still-open' && failsToClose(run)) {
      const opened = (await store.run(system, run.undoes!))?.value
      if (opened?.undo?.run === run.id) await takeBackAgain(run, belay, { store, ledger, clock }, operation)
      return
    }
    if (timer !== 'undo' || !isOver(run))
      await ledger.take(system, job.run, { type: 'due', timer, by: belay }, operation, claim)
    else await takeBack(run, belay, { ledger, clock }, operation, claim)
    if (timer === 'undo' && !isOver(run)) throw new NotYet(untilOverMs, 'what opens it is being stopped')
  }
