import { belay } from '../../domain/incident.ts'
import type { Ledger } from '../ledger.ts'
import type { Performer } from '../performer.ts'

/** Tells the incident that a timer is due; whether that still means something is for the incident to say. */
export const timer =
  (ledger: Ledger): Performer<'timer'> =>
  async ({ system, job, claim }) => {
    const due = { type: 'due', timer: job.timer, by: belay } as const
    await ledger.take(system, job.incident, due, `${claim.id}@${claim.token}`, { claim })
  }
