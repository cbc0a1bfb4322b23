import { setTimeout as sleep } from 'node:timers/promises'
import type { World } from '../sandbox/world.ts'
import type { Connection } from '../src/store/connect.ts'
import { keysOf } from '../src/store/keys.ts'

/** Within this time every page that is open is an incident again, in milliseconds. */
export const aimMs = 60_000
const everyMs = 500
const longestMs = 180_000
/** What began a moment ago may be on its way. */
const underWayMs = 15_000

export interface Healed {
  /** How many open pages were no incidents when Redis was back. */
  missing: number
  tookMs: number
}

/** How long it takes until every page that was open when Redis came back is an incident. */
export async function healing(redis: Connection, { pagerduty }: World, systems: string[]): Promise<Healed> {
  const began = performance.now()
  const now = Date.now()
  const open = pagerduty.incidents.filter(
    one => one.status !== 'resolved' && now - one.createdAt > underWayMs,
  )
  let missing: number | undefined
  for (;;) {
    const known = await pagesIn(redis, systems).catch(() => undefined)
    const lacking = known && open.filter(({ id, status }) => status !== 'resolved' && !known.has(id)).length
    missing ??= lacking
    const tookMs = performance.now() - began
    if (lacking === 0 || tookMs > longestMs) return { missing: missing ?? 0, tookMs }
    await sleep(everyMs)
  }
}

async function pagesIn(redis: Connection, systems: string[]): Promise<Set<string>> {
  const all = await Promise.all(systems.map(system => redis.hkeys(`${keysOf(system)}names`)))
  return new Set(all.flat().flatMap(name => /^pagerduty:(.*)$/.exec(name)?.[1] ?? []))
}
