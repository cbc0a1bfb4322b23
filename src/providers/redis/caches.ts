import type { Caches } from '../../ports/caches.ts'
import type { AskRedis } from './ask.ts'
import { keysLike } from './scan.ts'

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
      const { keys, looked = all } = await keysLike(redis, pattern)
      return {
        matching: keys.size,
        looked: Math.min(all, looked),
        all,
        some: [...keys].sort().slice(0, fewNames),
      }
    }),

  size: target => ask(target, 'DBSIZE', redis => redis.dbsize()),
})
