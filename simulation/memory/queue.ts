import type { Claim, Queue } from '../../src/ports/queue.ts'
import type { SharedClock } from '../../src/store/shared-clock.ts'
import { type Jobs, type KeptJob, restAfter, weightOf } from './jobs.ts'

/** The jobs of all systems, in memory. */
export function createMemoryQueue(jobsOf: (system: string) => Jobs, clock: SharedClock): Queue {
  let tokens = 0
  /** The clock as the claim script reckons it: not rounded. */
  const time = () => {
    const { base, since, rate } = clock.dial()
    return base + (clock.wall() - since) * rate
  }

  /** A lease that ran out, or a rest that is over; whether a lost worker left it, and it is to be claimed at once. */
  function resume(jobs: Jobs, kept: KeptJob, now: number): boolean {
    if (kept.next === 'cancelled') {
      jobs.all.delete(kept.id)
      return false
    }
    const wasLost = kept.token !== undefined
    jobs.letGo(kept)
    let restMs = 0
    if (wasLost) {
      const { attempts, lost } = kept.tries ?? { attempts: 0, lost: 0 }
      kept.tries = { attempts: attempts + 1, lost: lost + 1, over: true }
      restMs = restAfter(lost + 1, kept.id)
    }
    if (restMs > 0) kept.from = clock.wall() + restMs
    else if (!wasLost || kept.due > now) jobs.wait(kept)
    return restMs === 0 && wasLost && kept.due <= now
  }

  function take(kept: KeptJob, leaseMs: number, now: number): Claim {
    const token = `t${++tokens}`
    Object.assign(kept, { place: 'held', from: clock.wall() + leaseMs, token })
    const { id, kind, job, generation, due, tries } = kept
    const { attempts, lost } = tries ?? { attempts: 0, lost: 0 }
    const lateMs = Math.max(0, Math.floor((now - due) / clock.rate()))
    return {
      id,
      kind,
      job,
      token,
      generation,
      due,
      lateMs,
      lost,
      attempts: attempts + 1,
      takeover: tries?.over ?? false,
      again: tries !== undefined,
    }
  }

  return {
    async order(system, orders) {
      for (const order of orders) jobsOf(system).place(order)
    },

    async claim(system, limit, leaseMs, kinds) {
      const jobs = jobsOf(system)
      const [real, now, claims] = [clock.wall(), time(), [] as Claim[]]
      const mine = [...jobs.all.values()].filter(
        ({ kind, place }) => place !== 'parked' && kinds.includes(kind),
      )
      const ready = (place: KeptJob['place'], weight: number, upTo: number) =>
        mine
          .filter(kept => kept.place === place && kept.from <= upTo && weightOf(kept.kind) === weight)
          .sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))
      for (const weight of [0, 1, 2]) {
        const left: KeptJob[] = []
        for (const kept of ready('held', weight, real))
          if (claims.length + left.length < limit && resume(jobs, kept, now)) left.push(kept)
        for (const kept of left) claims.push(take(kept, leaseMs, now))
      }
      for (const weight of [0, 1, 2]) {
        const waiting = ready('waiting', weight, now).slice(0, limit - claims.length)
        for (const kept of waiting) claims.push(take(kept, leaseMs, now))
      }
      if (claims.length > 0) return { claims, nextInMs: 0 }
      const waits = mine
        .filter(({ id, place }) => jobs.all.has(id) && place !== 'parked')
        .map(({ place, from }) => (place === 'held' ? from - real : (from - now) / clock.rate()))
      return { claims, nextInMs: waits.length > 0 ? Math.max(0, Math.ceil(Math.min(...waits))) : undefined }
    },

    async renew(system, { id, token }, leaseMs) {
      const kept = jobsOf(system).held(id, token)
      if (kept) kept.from = clock.wall() + leaseMs
      return kept !== undefined
    },

    async done(system, { id, token }) {
      const jobs = jobsOf(system)
      const kept = jobs.held(id, token)
      if (kept) jobs.settle(kept, true)
      return kept !== undefined
    },

    async retry(system, { id, token }, afterMs, _why, count) {
      const jobs = jobsOf(system)
      const kept = jobs.held(id, token)
      if (!kept) return false
      if (kept.next === 'cancelled') return jobs.settle(kept, false)
      jobs.letGo(kept)
      const { attempts, over } = kept.tries ?? { attempts: 0, over: false }
      kept.tries = { attempts: attempts + (count ? 1 : 0), lost: 0, over }
      kept.from = clock.wall() + Math.ceil(afterMs)
      return true
    },

    async park(system, { id, token }, why) {
      const jobs = jobsOf(system)
      const kept = jobs.held(id, token)
      if (!kept) return false
      if (jobs.settle(kept, false)) return true
      jobs.letGo(kept)
      const { attempts, over } = kept.tries ?? { attempts: 0, over: false }
      kept.tries = { attempts: attempts + 1, lost: 0, over }
      Object.assign(kept, { place: 'parked', aside: { why, at: clock.wall() } })
      return true
    },

    find: async (system, id) => jobsOf(system).all.get(id)?.job,

    async parked(system) {
      return [...jobsOf(system).all.values()]
        .flatMap(({ id, job, aside, tries }) =>
          aside ? [{ id, job, ...aside, attempts: tries?.attempts ?? 0 }] : [],
        )
        .sort((a, b) => b.at - a.at)
    },

    async depth(system) {
      const count = { waiting: 0, held: 0, parked: 0 }
      for (const { place } of jobsOf(system).all.values()) count[place]++
      return count
    },
  }
}
