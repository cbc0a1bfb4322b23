import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '../src/store/connect.ts'
import { type Held, heldIn } from './held.ts'

/** Whoever is lost has what it had in hand taken from it within this time, in milliseconds. */
export const aimMs = 5_000
/** The lease of Belay's workers: what is renewed after a kill is in the hand of somebody who lives. */
const leaseMs = 4_000
const everyMs = 150
/** Nobody waits longer than this for a takeover, in milliseconds. */
const longestMs = 20_000

/** How long after the kill, or after Redis was back since, a job of that kind was taken over, in milliseconds. */
export interface Takeover {
  kind: string
  ms: number
}

export interface Takeovers {
  took: Takeover[]
  /** Jobs that were taken for lost, and over, while the lease on them still lasted. */
  early: string[]
  late: string[]
}

/** Its id begins with its kind. */
const kindOf = ({ id }: Held): string => id.split(':', 1)[0]!

/** Watches what becomes of everything that is in hand when a process is killed. */
export function createTakeovers(redis: Connection, systems: string[]) {
  const all: Takeovers = { took: [], early: [], late: [] }
  const watching: Promise<void>[] = []

  async function look(): Promise<{ now: number; held: Map<string, Held> }> {
    const found = await Promise.all(systems.map(system => heldIn(redis, system)))
    const held = found.flatMap(one => one.held.map(job => [`${job.system} ${job.id}`, job] as const))
    return { now: Math.max(...found.map(({ now }) => now)), held: new Map(held) }
  }

  async function watch(): Promise<void> {
    const before = await look()
    const killedAt = before.now
    let since = killedAt
    const open = new Map(before.held)
    while (open.size > 0) {
      await sleep(everyMs)
      const seen = await look().catch(() => undefined)
      if (!seen) {
        // Without Redis nobody takes anything over: its time begins when there is one again.
        since = 0
        continue
      }
      const { now, held } = seen
      since ||= now
      for (const [key, job] of open) {
        const current = held.get(key)
        const isRenewed = current?.token === job.token && current.until > killedAt + leaseMs + everyMs
        const isLate = now - since > longestMs
        if (current?.token === job.token && !isRenewed && !isLate) continue
        open.delete(key)
        if (isRenewed) continue
        // A Redis that was away may be back with an earlier lease than the one that was seen.
        if (current && current.lost > job.lost && now < job.until && since === killedAt)
          all.early.push(`${key}: ${job.until - now} ms before its lease was over`)
        // Whoever lives ends what it has in hand; what is gone after its lease was over was taken over.
        else if (isLate) all.late.push(`${key}: not after ${longestMs} ms`)
        else if (now >= job.until) all.took.push({ kind: kindOf(job), ms: now - since })
      }
    }
  }

  return {
    all,
    /** Somebody has just been killed. */
    killed(): void {
      // Killed while Redis is away: what was in hand cannot be seen.
      watching.push(watch().catch(() => undefined))
    },
    settled: (): Promise<unknown> => Promise.all(watching),
  }
}
