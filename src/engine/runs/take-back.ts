import { createHash } from 'node:crypto'
import { belay } from '../../domain/incident.ts'
import { takingBack } from '../../domain/run/opening.ts'
import type { Run } from '../../domain/run/run.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Claim } from '../../ports/queue.ts'
import type { RunLedger } from './ledger.ts'

/** Begins the run that takes a change back, once. */
export async function takeBack(
  run: Run,
  { ledger, clock }: { ledger: RunLedger; clock: Clock },
  operation: string,
  claim: Claim,
): Promise<void> {
  const back = takingBack(run, idOfUndo(run), clock.now(), clock.wall())
  await ledger.open(
    back,
    operation,
    { run: run.id, event: { type: 'undoing', run: back.id, by: belay } },
    claim,
  )
}

/** The same whoever makes it. */
const idOfUndo = (run: Run): string =>
  createHash('sha256').update(`${run.id} undo`).digest('hex').slice(0, 16)
