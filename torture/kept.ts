import type { Incident } from '../src/domain/incident.ts'
import type { Run } from '../src/domain/run/run.ts'
import type { Entry } from '../src/domain/timeline.ts'
import type { Post } from '../src/ports/posts.ts'
import type { AuditEntry } from '../src/ports/store.ts'
import type { Link } from '../src/store/audit.ts'
import { createRedisClock } from '../src/store/clock.ts'
import type { Connection } from '../src/store/connect.ts'
import { lostAt } from '../src/store/history.ts'
import { keysOf } from '../src/store/keys.ts'
import { createPosts } from '../src/store/posts.ts'
import { createStore } from '../src/store/store.ts'

/** An incident with everything that is kept of it, as it stood `now`. */
export interface Found {
  incident: Incident
  entries: Entry[]
  posts: Record<string, Post>
  now: number
}

/** What Redis holds of one system. */
export interface Kept {
  system: string
  incidents: Found[]
  runs: Run[]
  audit: { links: Link[]; head: string }
  /** When its history was lost, each time, as the audit tells: real milliseconds by Redis's clock. */
  lostAt: number[]
  parked: string[]
}

const most = 100_000

export async function readKept(redis: Connection, systems: string[]): Promise<Kept[]> {
  const clock = await createRedisClock(redis)
  const store = createStore(redis, clock)
  const posts = createPosts(redis)
  const kept: Kept[] = []
  for (const system of systems) {
    const incidents = await store.incidents(system, await store.recent(system, most))
    const found: Found[] = []
    for (const incident of incidents)
      found.push({
        incident,
        entries: await store.timeline(system, incident.id),
        posts: await posts.all(system, incident.id),
        now: clock.now(),
      })
    const links = await store.auditChain(system)
    kept.push({
      system,
      incidents: found,
      runs: await store.recentRuns(system, most),
      audit: { links, head: await store.auditHead(system) },
      lostAt: links.flatMap(lossIn),
      parked: Object.entries(await redis.hgetall(`${keysOf(system)}parked`)).map(
        ([id, why]) => `${system} ${id}: ${why}`,
      ),
    })
  }
  clock.stop()
  return kept
}

function lossIn({ entry }: Link): number[] {
  const { what, detail } = JSON.parse(entry) as AuditEntry
  return what === 'epoch' ? [lostAt(String(detail?.epoch)) ?? []].flat() : []
}

/** Whether Redis has lost what it had said was kept, and that was noticed. */
export const hasLost = (kept: readonly Kept[]): boolean => kept.some(({ lostAt }) => lostAt.length > 0)
