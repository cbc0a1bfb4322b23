import type { Connection } from '../../src/store/connect.ts'

const rememberMs = 72 * 3_600_000

/** The least that saving something once takes: one script, under the id of what it was asked by. */
export function bareScript(
  redis: Connection,
): (operation: string, id: string, value: string) => Promise<void> {
  redis.defineCommand('keep', {
    numberOfKeys: 2,
    lua: `
      if not redis.call('SET', KEYS[1], 'saved', 'NX', 'PX', ARGV[2]) then return 'repeated' end
      redis.call('HSET', KEYS[2], 'state', ARGV[1])
      return 'saved'`,
  })
  const keep = Reflect.get(redis, 'keep') as (...args: (string | number)[]) => Promise<string>
  return async (operation, id, value) => {
    await keep.call(redis, `operation:${operation}`, `incident:${id}`, value, rememberMs)
  }
}
