import type { Redis } from 'ioredis'

/** So many keys at a time, and so many times: what a look may cost the cache. */
const scan = { count: 1_000, rounds: 200 }

export interface Scanned {
  keys: Set<string>
  /** So many were looked at, at most; undefined: all there are. */
  looked?: number
}

/** The keys like a pattern, by SCAN: KEYS would hold up everybody else. No more rounds are made once there are `enough`. */
export async function keysLike(
  redis: Redis,
  pattern: string,
  enough = Number.POSITIVE_INFINITY,
): Promise<Scanned> {
  const keys = new Set<string>()
  let cursor = '0'
  let rounds = 0
  do {
    const [next, some] = await redis.scan(cursor, 'MATCH', pattern, 'COUNT', scan.count)
    for (const key of some) keys.add(key)
    cursor = next
    rounds++
  } while (cursor !== '0' && rounds < scan.rounds && keys.size < enough)
  return { keys, ...(cursor !== '0' && { looked: rounds * scan.count }) }
}
