import type { Intake } from '../ports/intake.ts'
import { pagerdutyEvent } from './jobs/pagerduty-event.ts'
import { createWorker, type Worker, type WorkerDeps } from './worker.ts'

/** Whoever comes in is not held up while little of a system is taken in at once: until that waits for so long, in milliseconds. */
const longMs = 5_000
const [few, many] = [2, 64]

export interface InboxDeps extends Omit<WorkerDeps, 'performers' | 'ofOne'> {
  intake: Intake
}

/** A worker of its own for what has been received, so that neither it nor what follows from it waits for the other. */
export function createInbox({ intake, ...deps }: InboxDeps): Worker {
  const takeIn = pagerdutyEvent(intake)
  return createWorker({
    ...deps,
    performers: { 'pagerduty-event': takeIn, 'pagerduty-urgent': takeIn },
    ofOne: lateMs => (lateMs < longMs ? few : many),
  })
}
