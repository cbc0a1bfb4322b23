import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { mask } from '../../domain/mask.ts'
import type { Caches, CacheTarget } from '../../ports/caches.ts'
import { clearKeys, flush as flushing } from '../../ports/calls/caches.ts'
import { callOf } from '../../ports/calls/call.ts'
import type { Operation } from '../operation.ts'
import { cacheOf, lineForCache } from './find.ts'

const clearing = z.object({ cache: z.string(), pattern: z.string().min(1).max(200) })

/** So many letters that stand for themselves a pattern needs. */
const leastLiteral = 2
const nameMost = 80

/** Deletes the keys that match a pattern. */
export const clearCache = (caches: Caches): Operation<z.infer<typeof clearing>> => ({
  name: 'cache clear',
  risk: 'change',
  input: clearing,
  async plan({ cache, pattern }, where) {
    if (pattern.replace(/\\.|\[[^\]]*\]|[*?]/g, '').length < leastLiteral)
      throw new UserError(
        `${pattern} fits nearly every key: say what they begin with, as in: cache clear plan:*. To delete all there are: cache flush`,
        { label: 'Flush it', command: lineForCache('cache flush', where, cache) },
      )
    const { target, named, resource } = cacheOf(where, cache)
    await oneShard(caches, target, named)
    const { matching, looked, all, some } = await caches.count(target, pattern)
    const isAll = looked >= all
    if (matching === 0 && isAll)
      throw new UserError(`No key of ${named} fits ${pattern}: there is nothing to clear.`, {
        label: 'Cache info',
        command: lineForCache('cache info', where, cache),
      })
    const numbers = (n: number) => n.toLocaleString('en-US')
    return {
      title: `clear ${pattern} of ${named}`,
      shifts: [
        {
          from: `${isAll ? '' : 'at least '}${numbers(matching)} of ${numbers(all)} keys`,
          to: 'gone',
        },
      ],
      now: [
        ...(isAll ? [] : [`${numbers(looked)} keys were looked at`]),
        ...(some.length > 0 ? [`Such as ${some.map(key => mask(key).slice(0, nameMost)).join(', ')}`] : []),
      ],
      warnings: ['What is asked for next is read from where it comes from, which takes longer.'],
      calls: [
        callOf(clearKeys, {
          on: cache,
          sets: `every key that fits ${pattern}, in batches`,
          params: { ...target, pattern },
        }),
      ],
      resources: [resource],
    }
  },
})

const all = z.object({ cache: z.string() })

/** Deletes every key of a cache. */
export const flushCache = (caches: Caches): Operation<z.infer<typeof all>> => ({
  name: 'cache flush',
  risk: 'destructive',
  input: all,
  async plan({ cache }, where) {
    const { target, named, resource } = cacheOf(where, cache)
    await oneShard(caches, target, named)
    const keys = await caches.size(target)
    if (keys === 0) throw new UserError(`${named} is empty already.`)
    return {
      title: `flush ${named}`,
      shifts: [{ from: `${keys.toLocaleString('en-US')} keys`, to: 'none' }],
      now: [],
      warnings: [
        'Everything is gone: sessions, locks and queues too, if they are kept in it. Whatever is asked for is read anew from where it comes from, all at once.',
      ],
      calls: [callOf(flushing, { on: cache, sets: 'every key of its database gone', params: target })],
      resources: [resource],
    }
  },
})

/** Of a cluster one connection reaches one shard only. */
async function oneShard(caches: Caches, target: CacheTarget, named: string): Promise<void> {
  const isCluster = (await caches.info(target)).get('cluster')?.get('cluster_enabled') === '1'
  if (isCluster)
    throw new UserError(
      `${named} is a cluster of several shards, which is not cleared from here: use its own tools.`,
    )
}
