import { z } from 'zod'
import { stamp } from '../../src/domain/stamp.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { look } from '../look.ts'
import { request } from '../request.ts'
import { cacheArg, cacheOf, changeOfCache } from './cache.ts'

/** A look at a replication group of ElastiCache. */
const lookAt = (name: string, summary: string): Command =>
  systemCommand({
    name,
    summary,
    example: `${name} {caches elasticache}`,
    args: z.object(cacheArg),
    positional: ['cache'],
    permission: 'responders',
    run: call => look(call, name, { cache: cacheOf(call, 'elasticache') }),
  })

export const cacheNodes = lookAt('cache nodes', 'The nodes of a cache in ElastiCache')
export const cacheSnapshots = lookAt('cache snapshots', 'The snapshots of a cache in ElastiCache')

export const cacheSnapshot: Command = systemCommand({
  name: 'cache snapshot',
  knownAs: ['aws elasticache create-snapshot'],
  summary: 'Make a snapshot of a cache in ElastiCache',
  example: 'cache snapshot {caches elasticache} --reason "before the upgrade"',
  args: z.object({ ...changeOfCache, name: z.string().trim().toLowerCase().describe('a name').optional() }),
  positional: ['cache'],
  permission: 'operators',
  run: call => {
    const cache = cacheOf(call, 'elasticache')
    const id = call.system.environments[call.environment]!.caches?.[cache]?.elasticache ?? cache
    const name = call.args.name ?? `${id.toLowerCase()}-manual-${stamp(call.faces.now())}`
    return request(call, { operation: 'cache snapshot', input: { cache, name }, all: true })
  },
})

export const cacheRestart: Command = systemCommand({
  name: 'cache restart',
  summary: 'Restart the nodes of a cache in ElastiCache',
  more: 'One after the other.',
  example: 'cache restart {caches elasticache}',
  args: z.object(changeOfCache),
  positional: ['cache'],
  permission: 'operators',
  run: call =>
    request(call, { operation: 'cache restart', input: { cache: cacheOf(call, 'elasticache') }, all: true }),
})
