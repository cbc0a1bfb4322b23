import type { Entry } from '../domain/timeline.ts'
import type { Store } from '../ports/store.ts'
import { type Link, readEntry, readLink } from './audit.ts'
import type { RedisClock } from './clock.ts'
import type { Connection } from './connect.ts'
import { asking } from './faults.ts'
import { readIncident, readState } from './incident.ts'
import { keysOf } from './keys.ts'
import { createSaver, type HistoryLost } from './save.ts'

export interface StoreOptions {
  /** Told when Redis no longer knows an operation that this process has seen saved. */
  onHistoryLost?: (lost: HistoryLost) => void
}

export interface RedisStore extends Store {
  /** The whole audit as it is kept, for `verifyAudit`. */
  auditChain(system: string): Promise<Link[]>
}

/** The states of all incidents, in Redis. */
export function createStore(redis: Connection, clock: RedisClock, options: StoreOptions = {}): RedisStore {
  const of = (system: string, name: string) => `${keysOf(system)}${name}`
  const auditOf = (system: string) => of(system, 'audit')
  return {
    save: createSaver(redis, clock, options.onHistoryLost),

    async isSaved(system, operation) {
      return (await asking('operation', redis.exists(of(system, `operation:${operation}`)))) === 1
    },

    async incident(system, id) {
      const fields = await asking('incident', redis.hmget(of(system, `incident:${id}`), 'state', 'version'))
      return readIncident(fields)
    },

    async incidents(system, ids) {
      const states = await Promise.all(
        ids.map(id => asking('incidents', redis.hget(of(system, `incident:${id}`), 'state'))),
      )
      return states.filter(state => state !== null).map(readState)
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

    nextNumber: () => asking('number', redis.incr('belay:number')),

    async claimKey(key, system) {
      const claim = `belay:claim:${key}`
      await asking('claim key', redis.set(claim, system, 'NX'))
      return (await asking('claim key', redis.get(claim)))!
    },
  }
}
