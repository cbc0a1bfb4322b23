import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { look } from '../look.ts'
import { cacheArg, cacheOf } from './cache.ts'

export const cacheInfo: Command = systemCommand({
  name: 'cache info',
  knownAs: ['cache stats', 'redis-cli info', 'redis-cli', 'redis'],
  summary: 'A cache: hits, memory, evictions, clients',
  more: '--section memory for all of one.',
  example: 'cache info {caches url}',
  args: z.object({ ...cacheArg, section: z.string().trim().toLowerCase().describe('a section').optional() }),
  positional: ['cache'],
  permission: 'responders',
  run: call => {
    const { section } = call.args
    return look(call, 'cache info', { cache: cacheOf(call), ...(section !== undefined && { section }) })
  },
})
