import { timer } from './jobs/timer.ts'
import type { Ledger } from './ledger.ts'
import { createWorker, type Worker, type WorkerDeps } from './worker.ts'

export interface DeadlinesDeps extends Omit<WorkerDeps, 'performers' | 'concurrency' | 'atOnce'> {
  ledger: Pick<Ledger, 'take'>
}

/**
 * A worker of its own for deadlines: they ask nobody but Redis, so that many can be in hand at once, and none waits for
 * what asks Slack. Nobody wakes it: it looks often enough for what is due only after minutes.
 */
export const createDeadlines = ({ ledger, ...deps }: DeadlinesDeps): Worker =>
  createWorker({ ...deps, performers: { timer: timer(ledger) }, concurrency: 2_048, atOnce: 512 })
