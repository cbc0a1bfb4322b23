import type { Redis } from 'ioredis'
import type { z } from 'zod'
import { OutsideError } from '../../domain/errors.ts'
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
  /** More may be deleted than was counted: by another process, or in a round whose answer was lost. */
  isAtLeast: boolean
  stopped?: true
}

const begun = (isAtLeast: boolean): Way => ({ cursor: '0', deleted: 0, looked: 0, isAtLeast })
const keysOf = ({ deleted, isAtLeast }: Way): string => `${isAtLeast ? 'at least ' : ''}${deleted} keys`

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
      ways.set(tagOf(made), begun(false))
      return { id: tagOf(made) }
    },
    async observe({ pattern, ...target }, result) {
      const id = idOf(result)
      const way = ways.get(id) ?? begun(true)
      if (way.stopped) {
        ways.delete(id)
        return { is: 'failed', why: `Stopped after ${keysOf(way)}.`, said: [] }
      }
      ways.set(id, way)
      let all: number
      try {
        all = await ask(target, 'UNLINK', redis => goOn(redis, way, pattern), true)
      } catch (error) {
        way.isAtLeast = true
        if (!(error instanceof OutsideError) || error.fault.fault !== 'refused') throw error
        ways.delete(id)
        return { is: 'failed', why: `${error.message} Deleted until then: ${keysOf(way)}.`, said: [] }
      }
      const said = [`${keysOf(way)} deleted`]
      if (way.cursor !== '0') {
        const of = Math.max(all + way.deleted, way.looked)
        return { is: 'going', progress: { done: way.looked, of, what: 'keys looked at', said } }
      }
      ways.delete(id)
      return { is: 'done', progress: { done: 1, of: 1, what: 'pass over all keys', said } }
    },
    async cancel(_, result) {
      const id = idOf(result)
      ways.set(id, { ...(ways.get(id) ?? begun(true)), stopped: true })
    },
  })
}

/** Deletes what fits among the next keys; answers how many there are then. */
async function goOn(redis: Redis, way: Way, pattern: string): Promise<number> {
  for (let round = 0; round < scan.rounds; round++) {
    const [next, keys] = await redis.scan(way.cursor, 'MATCH', pattern, 'COUNT', scan.count)
    if (keys.length > 0) way.deleted += await redis.unlink(...keys)
    way.cursor = next
    way.looked += scan.count
    if (next === '0') break
  }
  return redis.dbsize()
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
    async start(target, made, guard) {
      await ask(
        target,
        'FLUSHDB',
        async redis => {
          const answers = await redis.multi().flushdb('ASYNC').set(markOf(made), '1', 'EX', markedS).exec()
          for (const [error] of answers ?? []) if (error) throw error
        },
        true,
        guard,
      )
      return {}
    },
  })
