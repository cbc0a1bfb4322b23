import type { Checklist } from '../domain/checklist/checklist.ts'
import type { Incident } from '../domain/incident.ts'
import type { Lock } from '../domain/run/lock.ts'
import type { Run } from '../domain/run/run.ts'
import type { Schedule } from '../domain/schedule/schedule.ts'
import type { Entry } from '../domain/timeline.ts'
import type { Store } from '../ports/store.ts'
import { type Link, readEntry, readLink, verifyLatest } from './audit.ts'
import type { RedisClock } from './clock.ts'
import type { Connection } from './connect.ts'
import { asking } from './faults.ts'
import { createHistory, type History, lostAt } from './history.ts'
import { keysOf } from './keys.ts'
import { keptMs } from './retention.ts'
import { createSaver } from './save.ts'
import { script } from './script.ts'
import { createReader, readVersioned } from './state.ts'

const numberKey = 'belay:number'
/** So many states are read at once at most, so that a list of thousands holds up nobody else, here or in Redis. */
const portion = 50

export interface StoreOptions {
  /** What this process has seen: shared with the queue, so that neither goes on from a forgotten past. */
  history?: History
  /** Told once of each incident that lists leave out: a newer version saved it, or it is no JSON. */
  onUnreadable?: (why: string) => void
}

export interface RedisStore extends Store {
  /** The whole audit as it is kept, for `verifyAudit`. */
  auditChain(system: string): Promise<Link[]>
}

/** The states of all incidents, in Redis. */
export function createStore(redis: Connection, clock: RedisClock, options: StoreOptions = {}): RedisStore {
  const { history = createHistory(redis, clock), onUnreadable } = options
  const own = script(redis, 'own', 'one key')
  const of = (system: string, name: string) => `${keysOf(system)}${name}`
  const readable = createReader(onUnreadable)
  /** The highest number this process has drawn: one that Redis forgot is not given again. */
  let highest = 0
  /** The states of one kind, by id. */
  const statesOf = async <T extends { schema: 1 }>(
    system: string,
    kind: string,
    ids: string[],
  ): Promise<T[]> => {
    const found: T[] = []
    for (let i = 0; i < ids.length; i += portion) {
      const states = ids
        .slice(i, i + portion)
        .map(id => asking(kind, redis.hget(of(system, `${kind}:${id}`), 'state')))
      found.push(...readable<T>(await Promise.all(states)))
    }
    return found
  }
  const versioned = async <T extends { schema: 1 }>(system: string, kind: string, id: string) =>
    readVersioned<T>(await asking(kind, redis.hmget(of(system, `${kind}:${id}`), 'state', 'version')))
  const openOf = (system: string, kind: string) =>
    asking('open', redis.zrange(of(system, `open:${kind}`), 0, '-1'))
  const recentOf = (system: string, kind: string, limit: number) =>
    asking('recent', redis.zrevrange(of(system, `recent:${kind}`), 0, limit - 1))
  const auditOf = (system: string) => of(system, 'audit')
  const auditHead = async (system: string) =>
    (await asking('audit', redis.get(of(system, 'audit:head')))) ?? ''
  return {
    save: createSaver(redis, clock, history),

    async isSaved(system, operation) {
      return (await asking('operation', redis.exists(of(system, `operation:${operation}`)))) === 1
    },

    incident: (system, id) => versioned<Incident>(system, 'incident', id),

    incidents: (system, ids) => statesOf<Incident>(system, 'incident', ids),

    async find(system, key) {
      return (await asking('find', redis.hget(of(system, 'names'), key))) ?? undefined
    },

    open: system => openOf(system, 'incident'),

    recent: (system, limit) => recentOf(system, 'incident', limit),

    run: (system, id) => versioned<Run>(system, 'run', id),

    openRuns: async system => statesOf<Run>(system, 'run', await openOf(system, 'run')),

    recentRuns: async (system, limit) => statesOf<Run>(system, 'run', await recentOf(system, 'run', limit)),

    lock: (system, resource) => versioned<Lock>(system, 'lock', resource),

    locks: async system =>
      statesOf<Lock>(system, 'lock', await asking('locks', redis.zrange(of(system, 'locks'), 0, '-1'))),

    checklist: (system, id) => versioned<Checklist>(system, 'checklist', id),

    schedule: (system, id) => versioned<Schedule>(system, 'schedule', id),

    async timeline(system, incident, from = 0) {
      const entries = await asking('timeline', redis.lrange(of(system, `timeline:${incident}`), from, -1))
      return entries.map(entry => JSON.parse(entry) as Entry)
    },

    async audit(system, limit) {
      // The head first: what is written meanwhile is no change. And one more, which the first that is read has to follow.
      const kept = await auditHead(system)
      const latest = await asking('audit', redis.xrevrange(auditOf(system), '+', '-', 'COUNT', limit + 1))
      const links = latest.reverse().map(readLink)
      const verdict = verifyLatest(links, kept)
      return {
        entries: links.slice(-limit).map(readEntry),
        ...(!verdict.ok && { broken: { id: verdict.id, why: verdict.why } }),
      }
    },

    async auditChain(system) {
      return (await asking('audit', redis.xrange(auditOf(system), '-', '+'))).map(readLink)
    },

    auditHead,

    async historyLostAt(system) {
      return lostAt(await asking('epoch', redis.get(of(system, 'epoch'))))
    },

    async nextNumber() {
      const next = await asking('number', redis.incr(numberKey))
      const number =
        next > highest ? next : await asking('number', redis.incrby(numberKey, highest - next + 1))
      highest = Math.max(highest, number)
      return number
    },

    claimKey: async (key, system) => (await own(`belay:claim:${key}`, system, keptMs.claim)) as string,
  }
}
