import { heaviestOf, weightOf, weightWhenCalled } from '../domain/weight.ts'
import { type Lists, unanswered } from '../ports/lists.ts'
import type { Connection } from './connect.ts'
import { asking } from './faults.ts'
import { keysOf } from './keys.ts'

/** Lists of incidents by weight, in Redis. */
export function createLists(redis: Connection): Lists {
  const key = (system: string, list: string) => `${keysOf(system)}list:${list}`
  return {
    of: (system, list, limit = 0) => asking('list', redis.zrange(key(system, list), 0, `${limit - 1}`)),

    size: (system, list) => asking('list', redis.zcard(key(system, list))),

    async calledBefore(system, incident, withinMs) {
      const k = key(system, unanswered)
      const first = Math.max(heaviestOf(incident.severity), weightWhenCalled(incident) - withinMs)
      const [rank, earlier] = await Promise.all([
        asking('list', redis.zrank(k, incident.id)),
        asking('list', redis.zcount(k, '-inf', `(${first}`)),
      ])
      return rank === null ? 0 : rank - earlier
    },

    async enter(system, list, incident) {
      await asking('list', redis.zadd(key(system, list), weightOf(incident), incident.id))
    },

    async enterAll(system, from, to) {
      const [source, target] = [key(system, from), key(system, to)]
      await asking('list', redis.zunionstore(target, 2, [target, source], 'AGGREGATE', 'MIN'))
    },

    async leave(system, list, ids) {
      if (ids.length > 0) await asking('list', redis.zrem(key(system, list), ...ids))
    },
  }
}
