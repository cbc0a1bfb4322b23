import type { Incident } from '../domain/incident.ts'
import type { Entry } from '../domain/timeline.ts'
import type { Store } from '../ports/store.ts'
import { type Link, readEntry, readLink } from './audit.ts'
import type { RedisClock } from './clock.ts'
import type { Connection } from './connect.ts'
import { asking } from './faults.ts'
import { createHistory, type History, lostAt } from './history.ts'
import { createReader, readIncident } from './incident.ts'
import { keysOf } from './keys.ts'
import { keptMs } from './retention.ts'
import { createSaver } from './save.ts'
import { script } from './script.ts'

const numberKey = 'belay:number'
/** So many incidents are read at once at most, so that a list of thousands holds up nobody else, here or in Redis. */
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
  const own = script(redis, 'own')
  const of = (system: string, name: string) => `${keysOf(system)}${name}`
  const readable = createReader(onUnreadable)
  /** The highest number this process has drawn: one that Redis forgot is not given again. */
  let highest = 0
  const auditOf = (system: string) => of(system, 'audit')
  return {
    save: createSaver(redis, clock, history),

    async isSaved(system, operation) {
      return (await asking('operation', redis.exists(of(system, `operation:${operation}`)))) === 1
    },

    async incident(system, id) {
      const fields = await asking('incident', redis.hmget(of(system, `incident:${id}`), 'state', 'version'))
      return readIncident(fields)
    },

    async incidents(system, ids) {
      const found: Incident[] = []
      for (let i = 0; i < ids.length; i += portion) {
        const states = await Promise.all(
          ids
            .slice(i, i + portion)
            .map(id => asking('incidents', redis.hget(of(system, `incident:${id}`), 'state'))),
        )
        found.push(...states.flatMap(state => (state === null ? [] : readable(state))))
      }
      return found
    },

    async find(system, key) {
      return (await asking('find', redis.hget(of(system, 'names'), key))) ?? undefined
    },

    open: system => asking('open', redis.zrange(of(system, 'open'), 0, '-1')),

    recent: (system, limit) => asking('recent', redis.zrevrange(of(system, 'recent'), 0, limit - 1)),

    async timeline(system, incident, from = 0) {
      const entries = await asking('timeline', redis.lrange(of(system, `timeline:${incident}`), from, -1))
      return entries.map(entry => JSON.parse(entry) as Entry)
    },

    async audit(system, limit) {
      const latest = await asking('audit', redis.xrevrange(auditOf(system), '+', '-', 'COUNT', limit))
      return latest.reverse().map(link => readEntry(readLink(link)))
    },

    async auditChain(system) {
      return (await asking('audit', redis.xrange(auditOf(system), '-', '+'))).map(readLink)
    },

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
