import { belay } from '../../domain/actor.ts'
import type { Order } from '../../domain/jobs.ts'
import { nextAfter } from '../../domain/recurrence.ts'
import { dueAt as dueOf } from '../../domain/schedule/due.ts'
import type { Occurrence, Schedule } from '../../domain/schedule/schedule.ts'
import { scheduleTransition } from '../../domain/schedule/transition.ts'
import type { System } from '../../domain/system.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store, Versioned } from '../../ports/store.ts'
import { leaveToOthers } from '../leave-to-others.ts'
import { type InHand, type Performer, TakenOver } from '../performer.ts'
import { type ComingBack, comingBack, leftMs } from '../schedules/coming-back.ts'

export interface ScheduleDeps {
  store: Pick<Store, 'schedule' | 'save'>
  queue: Pick<Queue, 'order'>
  clock: Clock
  system(name: string): System | undefined
  /** A text that was not known before: what is to be kept of it, besides when it began. */
  anew(home: System, found: ComingBack): Promise<Pick<Schedule, 'plan' | 'why' | 'required'>>
  /** Begins what is due, once, however often it is asked to; or says why not. */
  begin(
    inHand: InHand<'schedule'>,
    home: System,
    found: ComingBack,
    schedule: Schedule,
    dueAt: number,
  ): Promise<Occurrence>
}

/**
 * Looks what is due of something that comes back, begins it, and is owed again at its next time. What the file of whoever
 * asked last says counts: a Belay that has it otherwise, or not at all, leaves it to that one.
 */
export function schedule(deps: ScheduleDeps): Performer<'schedule'> {
  const { store, queue, clock, begin, anew } = deps

  return async inHand => {
    const { system, job, claim } = inHand
    const kept = await store.schedule(system, job.schedule)
    const home = deps.system(system)
    const found = home && comingBack(home).find(({ id }) => id === job.schedule)
    if (!found || (job.digest ?? found.digest) !== found.digest)
      leaveToOthers(claim, clock.now(), leftMs, `no file of this Belay has ${job.schedule} so`)
    if (!home || !found) {
      if (kept) await keep(inHand, kept, undefined)
      return
    }
    const now = clock.now()
    if (kept?.value.digest !== found.digest) {
      const fresh = { ...(await anew(home, found)), since: now }
      await keep(inHand, kept, { schema: 1, id: found.id, digest: found.digest, allowed: [], ...fresh })
    } else {
      const due = dueOf(found.when, kept.value, now)
      if (due !== undefined) {
        const occurrence = await begin(inHand, home, found, kept.value, due)
        await seenTo(inHand, kept, occurrence)
      }
    }
    const next = nextAfter(found.when, now)
    const again = { ...job, digest: found.digest }
    if (next !== undefined) await queue.order(system, [{ job: again, due: next, when: 'replace' }])
  }

  /** Somebody may have allowed or stopped it meanwhile, which stays. */
  async function seenTo(inHand: InHand<'schedule'>, kept: Versioned<Schedule>, occurrence: Occurrence) {
    for (let found: Versioned<Schedule> | undefined = kept; found; ) {
      const outcome = scheduleTransition(found.value, { type: 'seen-to', occurrence })
      if (!outcome.ok || (await keep(inHand, found, outcome.schedule)) === 'saved') return
      found = await store.schedule(inHand.system, inHand.job.schedule)
    }
  }

  async function keep(
    { system, job, claim }: InHand<'schedule'>,
    before: Versioned<Schedule> | undefined,
    after: Schedule | undefined,
  ): Promise<'saved' | 'conflict'> {
    const at = clock.now()
    const show: Order = { job: { kind: 'show-schedule', schedule: job.schedule }, due: at, when: 'earlier' }
    const last = after?.last
    const isNews = last !== undefined && last !== before?.value.last
    const result = await store.save({
      system,
      operation: `${claim.id}@${claim.token}`,
      changes: [{ expected: before?.version, scheduled: job.schedule, schedule: after }],
      orders: after ? [show] : [],
      cancelled: [],
      audit: isNews
        ? [
            {
              at,
              by: belay.via,
              what: last.why === undefined ? 'schedule begun' : 'schedule not begun',
              detail: { command: job.schedule, ...last },
            },
          ]
        : [],
      claim: { job: claim.id, token: claim.token },
    })
    if (result === 'taken-over') throw new TakenOver(claim.id)
    return result === 'conflict' ? 'conflict' : 'saved'
  }
}
