import type { Caches } from '../../ports/caches.ts'
import type { AskRedis } from './ask.ts'

/** So many keys at a time, and so many times: what a look may cost the cache. */
const scan = { count: 1_000, rounds: 200 }
const fewNames = 5

/** Teams' caches as looks and plans read them. */
export const createCaches = (ask: AskRedis): Caches => ({
  info: target =>
    ask(target, 'INFO', async redis => {
      const sections = new Map<string, Map<string, string>>()
      let section = new Map<string, string>()
      for (const line of (await redis.info()).split(/\r?\n/)) {
        const [, title] = /^# (.+)$/.exec(line) ?? []
        if (title !== undefined) sections.set(title.toLowerCase(), (section = new Map()))
        const [, name, value] = /^([^#:]+):(.*)$/.exec(line) ?? []
        if (name !== undefined && value !== undefined) section.set(name, value)
      }
      return sections
    }),

  count: (target, pattern) =>
    ask(target, 'SCAN', async redis => {
      const all = await redis.dbsize()
      const found = new Set<string>()
      let cursor = '0'
      let rounds = 0
      do {
        const [next, keys] = await redis.scan(cursor, 'MATCH', pattern, 'COUNT', scan.count)
        for (const key of keys) found.add(key)
        cursor = next
        rounds++
      } while (cursor !== '0' && rounds < scan.rounds)
      const looked = cursor === '0' ? all : Math.min(all, rounds * scan.count)
      return { matching: found.size, looked, all, some: [...found].sort().slice(0, fewNames) }
    }),

  size: target => ask(target, 'DBSIZE', redis => redis.dbsize()),
})
