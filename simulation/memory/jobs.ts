import { createHash } from 'node:crypto'
import { type Job, type JobKind, jobId, type Order } from '../../src/domain/jobs.ts'
import { priority } from '../../src/domain/priority.ts'
import { readJob } from '../../src/domain/read-job.ts'

/** A job as it is kept: waiting until it is due, held until a lease or a rest is over (a lease has a token), or parked. */
export interface KeptJob {
  id: string
  kind: string
  place: 'waiting' | 'held' | 'parked'
  /** When it may be claimed: by the clock while it waits, in real milliseconds while it is held. */
  from: number
  generation: number
  due: number
  job: Job | undefined
  token?: string | undefined
  /** What has been asked for while it was in hand. */
  next?: { how: 'earlier' | 'replace'; due: number } | 'cancelled' | undefined
  /** Why and when it was put aside. */
  aside?: { why: string; at: number } | undefined
  tries?: { attempts: number; lost: number; over: boolean } | undefined
}

/** The jobs of one system, under the rules of `src/store/jobs.lua`. */
export function createJobs() {
  const all = new Map<string, KeptJob>()

  function wait(kept: KeptJob): void {
    kept.place = 'waiting'
    kept.from = kept.due
  }

  function orderInHand(kept: KeptJob, { due, when }: Order): void {
    const before = kept.next
    const pending = before === 'cancelled' ? undefined : before
    const replaces = when === 'replace' || before === 'cancelled'
    kept.next = {
      how: replaces || pending?.how === 'replace' ? 'replace' : 'earlier',
      due: pending && !replaces ? Math.min(due, pending.due) : due,
    }
  }

  function place(order: Order): void {
    const id = jobId(order.job)
    const { kind } = order.job
    if (!Number.isFinite(order.due)) throw new RangeError(`${id} is ordered for ${order.due}`)
    const job = readJob(JSON.stringify(order.job), kind)
    const kept = all.get(id)
    if (!kept) {
      all.set(id, { id, kind, job, generation: 1, due: order.due, place: 'waiting', from: order.due })
      return
    }
    kept.generation++
    kept.job = job
    if (kept.token !== undefined) orderInHand(kept, order)
    else if (kept.place === 'parked') {
      kept.tries = { attempts: 0, lost: 0, over: kept.tries?.over ?? false }
      kept.aside = undefined
      kept.due = order.due
      wait(kept)
    } else {
      kept.due = order.when === 'earlier' ? Math.min(order.due, kept.due) : order.due
      if (kept.place === 'waiting') wait(kept)
    }
  }

  /** Takes a job out of the hand that had it, as owing what was ordered meanwhile. */
  function letGo(kept: KeptJob): void {
    const { next } = kept
    if (next && next !== 'cancelled')
      kept.due = next.how === 'replace' ? next.due : Math.min(kept.due, next.due)
    kept.next = undefined
    kept.token = undefined
  }

  /** Ends a claim: what was ordered meanwhile is owed anew, what was cancelled or is done is not; false: neither. */
  function settle(kept: KeptJob, isDone: boolean): boolean {
    const { next } = kept
    if (next === 'cancelled' || (isDone && !next)) return all.delete(kept.id)
    if (!next) return false
    kept.due = next.due
    kept.token = kept.next = kept.tries = undefined
    wait(kept)
    return true
  }

  return {
    all,
    place,
    wait,
    letGo,
    settle,
    /** The job in hand under this token. */
    held: (id: string, token: string): KeptJob | undefined => {
      const kept = all.get(id)
      return kept?.token === token ? kept : undefined
    },
    cancel(id: string): void {
      const kept = all.get(id)
      if (kept?.token !== undefined) kept.next = 'cancelled'
      else if (kept) all.delete(kept.id)
    },
  }
}
export type Jobs = ReturnType<typeof createJobs>

export const weightOf = (kind: string): number => priority(kind as JobKind)

/** How long a job rests that so many workers in a row have not survived. */
export function restAfter(lost: number, id: string): number {
  if (lost < 3) return 0
  const scatter =
    Number.parseInt(
      createHash('sha1')
        .update(id + lost)
        .digest('hex')
        .slice(0, 4),
      16,
    ) / 65_536
  return Math.min(300_000, 10_000 * 2 ** (lost - 3)) * (1 - scatter / 2)
}
