import { createHash } from 'node:crypto'
import type { Actor } from '../../domain/actor.ts'
import { UserError } from '../../domain/errors.ts'
import { isSetAnew } from '../../domain/run/anew.ts'
import { takingBack } from '../../domain/run/opening.ts'
import { isOver, type Run } from '../../domain/run/run.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Claim } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import { latestRuns } from './latest-runs.ts'
import type { RunLedger } from './ledger.ts'

/** Begins the run that takes a change back, once. */
export async function takeBack(
  run: Run,
  by: Actor,
  { ledger, clock }: { ledger: RunLedger; clock: Clock },
  operation: string,
  claim?: Claim,
): Promise<Run> {
  const back = takingBack(run, idOfUndo(run), by, clock.now(), clock.wall())
  return ledger.open(back, operation, { run: run.id, event: { type: 'undoing', run: back.id, by } }, claim)
}

/** Begins that once more, where it came to nothing: it is approved already, and each of its calls looks first. */
export async function takeBackAgain(
  last: Run,
  by: Actor,
  { store, ledger, clock }: { store: Store; ledger: RunLedger; clock: Clock },
  operation: string,
): Promise<Run> {
  const run = (await store.run(last.system, last.undoes!))?.value
  if (!run) throw new UserError('What it takes back is not known any more.')
  if (run.undo?.run !== last.id || !isOver(last) || last.state === 'succeeded')
    throw new UserError('It is taken back already, or about to be.', {
      label: 'Show it',
      command: `run show ${run.undo?.run ?? run.id}`,
    })
  const since = await setAnewSince(store, run)
  if (since)
    throw new UserError(`${since.requestedBy.name} has set it anew since: ${since.plan.title}.`, {
      label: 'Show it',
      command: `run show ${since.id}`,
    })
  const back = takingBack(run, idOfUndo(last), by, clock.now(), clock.wall())
  return ledger.open(back, operation, {
    run: run.id,
    event: { type: 'undoing', run: back.id, instead: last.id, by },
  })
}

/** The run that has since set anew what another is to be taken back to. */
const setAnewSince = async (store: Store, run: Run): Promise<Run | undefined> =>
  (await latestRuns(store, run.system)).find(
    one => isSetAnew(run, one) && (one.startedAt ?? 0) > (run.startedAt ?? 0),
  )

/** The same whoever makes it. */
const idOfUndo = (run: Run): string =>
  createHash('sha256').update(`${run.id} undo`).digest('hex').slice(0, 16)
