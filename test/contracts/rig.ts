import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import type { LocalRedis } from '../../sandbox/redis.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { type Job, jobId } from '../../src/domain/jobs.ts'
import { type Opening, open } from '../../src/domain/opening.ts'
import type { Lanes } from '../../src/ports/lanes.ts'
import type { Lists } from '../../src/ports/lists.ts'
import type { Posts } from '../../src/ports/posts.ts'
import type { Claimed, Queue } from '../../src/ports/queue.ts'
import type { IncidentChange, Save } from '../../src/ports/store.ts'
import { type Connection, connect } from '../../src/store/connect.ts'
import { createLanes } from '../../src/store/lanes.ts'
import { createLists } from '../../src/store/lists.ts'
import { createPosts } from '../../src/store/posts.ts'
import { createQueue } from '../../src/store/queue.ts'
import { createSharedClock, type SharedClock } from '../../src/store/shared-clock.ts'
import { createStore, type RedisStore } from '../../src/store/store.ts'

/** What keeps states, jobs, posts and lists of incidents, with the clock that they go by. */
export interface Kept {
  clock: SharedClock
  store: RedisStore
  queue: Queue
  posts: Posts
  lists: Lists
  /** Has a job's lease or rest be over now. */
  expire(system: string, job: Job): Promise<void>
}

export interface KeptLanes extends Kept {
  lanes: Lanes
  /** As another process on the same has them. */
  others: Lanes
  /** Whether nothing is kept of a lane. */
  isForgotten(lane: string): Promise<boolean>
}

export interface Rig extends KeptLanes {
  url: string
  redis: Connection
}

/** Begins what a suite is about, and tells how it ends. */
export type Begin<K extends Kept = Kept> = () => Promise<{ kept: K; stop(): Promise<void> }>

/** What is kept, for the tests of one suite. Each test takes a system of its own. */
export function rigFor<K extends Kept>(begin: Begin<K>): K {
  const rig = {} as K
  let stop: () => Promise<void>
  beforeAll(async () => {
    const begun = await begin()
    Object.assign(rig, begun.kept)
    stop = begun.stop
  })
  afterAll(() => stop())
  return rig
}

/** Everything that lives in one Redis. */
export const inRedis =
  (start: () => Promise<Pick<LocalRedis, 'url' | 'stop'>>): Begin<Rig> =>
  async () => {
    const local = await start()
    const redis = await connect(local.url)
    redis.setMaxListeners(100) // Many processes of a story share it.
    const clock = await createSharedClock(redis)
    const kept: Rig = {
      url: local.url,
      redis,
      clock,
      store: createStore(redis, clock),
      queue: createQueue(redis, clock),
      posts: createPosts(redis),
      lanes: createLanes(redis),
      others: createLanes(redis),
      isForgotten: async lane => (await redis.keys(`belay:{lane:${lane}}*`)).length === 0,
      lists: createLists(redis),
      async expire(system, job) {
        await redis.zadd(`belay:{${system}}:held:${job.kind}`, 'XX', 0, jobId(job))
      },
    }
    return {
      kept,
      async stop() {
        clock.stop()
        redis.disconnect()
        await local.stop()
      },
    }
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
