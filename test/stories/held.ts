import type { Connection } from '../../src/store/connect.ts'

/** All that Redis holds, as text. */
export async function heldIn(redis: Connection): Promise<string> {
  const read: Record<string, (key: string) => Promise<unknown>> = {
    string: key => redis.get(key),
    hash: key => redis.hgetall(key),
    list: key => redis.lrange(key, 0, '-1'),
    set: key => redis.smembers(key),
    zset: key => redis.zrange(key, 0, '-1'),
    stream: key => redis.xrange(key, '-', '+'),
  }
  const keys = await redis.keys('*')
  const held = await Promise.all(keys.map(async key => [key, await read[await redis.type(key)]?.(key)]))
  return JSON.stringify(held)
}
