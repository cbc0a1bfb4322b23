import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { createCacheSnapshot } from '../../ports/calls/elasticache.ts'
import type { ElastiCache } from '../../ports/elasticache.ts'
import type { Operation } from '../operation.ts'
import { foundGroup, ready } from './group.ts'

const making = z.object({
  cache: z.string(),
  name: z
    .string()
    .regex(
      /^[a-z](?!.*--)[a-z0-9-]{0,253}[a-z0-9]$/,
      'expected the name of a snapshot: lower-case letters, digits and single dashes',
    ),
})

/** Makes a snapshot of a replication group. */
export const cacheSnapshot = (caches: ElastiCache): Operation<z.infer<typeof making>> => ({
  name: 'cache snapshot',
  risk: 'change',
  input: making,
  async plan({ cache, name }, where) {
    const { group, place, named, state, resource } = await foundGroup(caches, where, cache)
    ready(group, state)
    if (await caches.snapshot(name, place))
      throw new UserError(`There is a snapshot ${name} already: choose another name with --name.`)
    return {
      title: `make a snapshot of ${named}`,
      shifts: [{ to: name }],
      now: [`${group} is ${state.status}`],
      warnings: ['It takes memory of the node that it is made on.'],
      calls: [
        callOf(createCacheSnapshot, {
          on: group,
          sets: `the snapshot ${name}`,
          params: { ...place, group, snapshot: name },
        }),
      ],
      resources: [resource],
    }
  },
})
