import { belay } from '../../domain/actor.ts'
import { clocks } from '../../domain/clocks.ts'
import { timers } from '../../domain/events.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Order } from '../../domain/jobs.ts'
import type { Ledger } from '../ledger.ts'
import { leftToNewer, type Performer } from '../performer.ts'

/**
 * Tells the incident that a timer is due; whether that still means something is for the incident to say. A deadline that
 * it owes all the same, as when this came before its time, is ordered with the save: only then may the claim end.
 */
export const timer =
  (ledger: Pick<Ledger, 'take'>): Performer<'timer'> =>
  async ({ system, job, claim }) => {
    if (!timers.includes(job.timer)) throw leftToNewer(job.timer)
    const due = { type: 'due', timer: job.timer, by: belay } as const
    const orders = (incident: Incident): Order[] => {
      const next = clocks(incident)[job.timer]
      return next === undefined ? [] : [{ job, due: next, when: 'replace' }]
    }
    await ledger.take(system, job.incident, due, `${claim.id}@${claim.token}`, { claim, orders })
  }
