import type { z } from 'zod'
import type { Json } from '../../domain/run/plan.ts'
import { clearKeys, flush } from '../../ports/calls/caches.ts'
import { fieldOf, type Made, type Maker, maker, tagOf } from '../../ports/calls/call.ts'
import type { AskRedis } from './ask.ts'

type Clearing = z.infer<typeof clearKeys.params>
type Flushing = z.infer<typeof flush.params>

/** So many keys at a time, and so many times before somebody may look how far it is. */
const scan = { count: 1_000, rounds: 100 }

interface Way {
  cursor: string
  deleted: number
  looked: number
  stopped?: true
}

/** Everything that changes something in a team's cache. */
export const redisMakers = (ask: AskRedis): Maker[] => [createClearKeys(ask), createFlush(ask)]

/**
 * Deletes keys by pattern, some with every look at how far it is. How far that is, this process knows; another one that
 * takes over begins again at the first key, which harms nothing.
 */
function createClearKeys(ask: AskRedis): Maker {
  const ways = new Map<string, Way>()
  const idOf = (result: Json): string => String(fieldOf(result, 'id') ?? '')

  return maker<Clearing>({
    kind: clearKeys,
    repeatable: true,
    // Nothing is begun before the first look at how far it is.
    look: async () => ({ is: 'before' }),
    async start(params, made) {
      await ask(params, 'PING', redis => redis.ping())
      return { id: tagOf(made) }
    },
    async observe({ pattern, ...target }, result) {
      const id = idOf(result)
      const way = ways.get(id) ?? { cursor: '0', deleted: 0, looked: 0 }
      if (way.stopped) {
        ways.delete(id)
        return { is: 'failed', why: `Stopped after ${way.deleted} keys.`, said: [] }
      }
      ways.set(id, way)
      const all = await ask(
        target,
        'UNLINK',
        async redis => {
          for (let round = 0; round < scan.rounds; round++) {
            const [next, keys] = await redis.scan(way.cursor, 'MATCH', pattern, 'COUNT', scan.count)
            if (keys.length > 0) way.deleted += await redis.unlink(...keys)
            way.cursor = next
            way.looked += scan.count
            if (next === '0') break
          }
          return redis.dbsize()
        },
        true,
      )
      const said = [`${way.deleted} keys deleted`]
      if (way.cursor !== '0') {
        const of = Math.max(all + way.deleted, way.looked)
        return { is: 'going', progress: { done: way.looked, of, what: 'keys looked at', said } }
      }
      ways.delete(id)
      return { is: 'done', progress: { done: 1, of: 1, what: 'pass over all keys', said } }
    },
    async cancel(_, result) {
      const id = idOf(result)
      ways.set(id, { cursor: '0', deleted: 0, looked: 0, ...ways.get(id), stopped: true })
    },
  })
}

const markOf = (made: Made): string => `belay:flush:${tagOf(made)}`
/** So long the mark is kept, in seconds. */
const markedS = 3_600

/** Deletes all keys; a mark in their place, made in the same step, tells that it was done. */
const createFlush = (ask: AskRedis): Maker =>
  maker<Flushing>({
    kind: flush,
    repeatable: true,
    async look(target, made) {
      const isMarked = await ask(target, 'EXISTS', redis => redis.exists(markOf(made)))
      return isMarked > 0 ? { is: 'after', result: {} } : { is: 'before' }
    },
    async start(target, made) {
      await ask(
        target,
        'FLUSHDB',
        async redis => {
          const answers = await redis.multi().flushdb('ASYNC').set(markOf(made), '1', 'EX', markedS).exec()
          for (const [error] of answers ?? []) if (error) throw error
        },
        true,
      )
      return {}
    },
  })
