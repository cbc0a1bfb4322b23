import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { request } from '../request.ts'
import { cacheOf, changeOfCache } from './cache.ts'

export const cacheClear: Command = systemCommand({
  name: 'cache clear',
  knownAs: ['redis-cli del'],
  summary: 'Delete the keys of a cache that fit a pattern',
  example: 'cache clear plan:* --cache {caches url}',
  args: z.object({ ...changeOfCache, pattern: z.string().trim().max(200).describe('a pattern').optional() }),
  positional: ['pattern'],
  permission: 'operators',
  async run(call) {
    const { pattern } = call.args
    const cache = cacheOf(call)
    if (!pattern) throw new UserError('Which keys? By what they begin with, as in: {example}')
    return request(call, { operation: 'cache clear', input: { cache, pattern }, all: true })
  },
})

export const cacheFlush: Command = systemCommand({
  name: 'cache flush',
  knownAs: ['redis-cli flushdb', 'redis-cli flushall', 'flushdb', 'flushall'],
  summary: 'Delete every key of a cache',
  example: 'cache flush {caches url} --reason "poisoned by the last deploy"',
  args: z.object(changeOfCache),
  positional: ['cache'],
  permission: 'operators',
  run: call => request(call, { operation: 'cache flush', input: { cache: cacheOf(call) }, all: true }),
})
