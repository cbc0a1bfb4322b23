import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import type { LocalRedis } from '../../sandbox/redis.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { type Opening, open } from '../../src/domain/opening.ts'
import type { Claimed, Queue } from '../../src/ports/queue.ts'
import type { IncidentChange, Save } from '../../src/ports/store.ts'
import { type Connection, connect } from '../../src/store/connect.ts'
import { createLanes } from '../../src/store/lanes.ts'
import { createLists } from '../../src/store/lists.ts'
import { createPosts } from '../../src/store/posts.ts'
import { createQueue } from '../../src/store/queue.ts'
import { createSharedClock, type SharedClock } from '../../src/store/shared-clock.ts'
import { createStore, type RedisStore } from '../../src/store/store.ts'

export interface Rig {
  url: string
  redis: Connection
  clock: SharedClock
  store: RedisStore
  queue: Queue
  posts: ReturnType<typeof createPosts>
  lanes: ReturnType<typeof createLanes>
  lists: ReturnType<typeof createLists>
}

/** Everything that lives in one Redis, for the tests of one suite. Each test takes a system of its own. */
export function rigFor(start: () => Promise<Pick<LocalRedis, 'url' | 'stop'>>): Rig {
  const rig = {} as Rig
  let stop: () => Promise<void>
  beforeAll(async () => {
    const local = await start()
    const redis = await connect(local.url)
    redis.setMaxListeners(100) // Many processes of a story share it.
    const clock = await createSharedClock(redis)
    Object.assign(rig, {
      url: local.url,
      redis,
      clock,
      store: createStore(redis, clock),
      queue: createQueue(redis, clock),
      posts: createPosts(redis),
      lanes: createLanes(redis),
      lists: createLists(redis),
    } satisfies Rig)
    stop = async () => {
      clock.stop()
      redis.disconnect()
      await local.stop()
    }
  })
  afterAll(() => stop())
  return rig
}

export const aSystem = (): string => `system-${randomUUID()}`

export function anIncident(system: string, more: Partial<Incident> = {}): IncidentChange {
  const id = more.id ?? randomUUID()
  const at = 1_700_000_000_000
  const opening: Opening = {
    id,
    number: 42,
    system,
    environment: 'production',
    channel: 'C1',
    title: 'p99 latency above 3 s',
    links: [],
    severity: 'P1',
    policy: {
      severities: { P1: { acknowledge: { ms: 900_000 }, page: true } },
      ladder: [{ notify: ['@oncall'] }],
    },
    at,
    by: { via: 'slack', id: 'U1', name: 'Ana' },
  }
  const { incident, entries } = open(opening, at)
  return { expected: undefined, incident: { ...incident, ...more }, entries }
}

export const aSave = (system: string, more: Partial<Save> = {}): Save => ({
  system,
  operation: randomUUID(),
  changes: [],
  orders: [],
  cancelled: [],
  audit: [],
  ...more,
})

/** Asks again and again until the answer is there; the test's own time limit ends it. */
export async function until<T>(ask: () => Promise<T | false> | T | false): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (answer !== false) return answer
    await new Promise(setImmediate)
  }
}

/** The first claims to be had, of a queue from which something is to come. */
export const claimedSoon = (ask: () => Promise<Claimed>): Promise<Claimed> =>
  until(async () => {
    const claimed = await ask()
    return claimed.claims.length > 0 && claimed
  })
