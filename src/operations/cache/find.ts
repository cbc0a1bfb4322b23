import { UserError } from '../../domain/errors.ts'
import { cacheResource } from '../../domain/run/resource.ts'
import type { Cache } from '../../domain/store-settings.ts'
import type { CacheTarget } from '../../ports/caches.ts'
import type { Place } from '../../ports/rds.ts'
import { accountOf } from '../account.ts'
import { lineAt } from '../line-at.ts'
import type { Where } from '../operation.ts'

/** A cache of the system file. */
export interface NamedCache {
  settings: Cache
  place: Place
  target: CacheTarget
  /** "redis, production" */
  named: string
  resource: string
}

export function cacheOf({ system, environment, settings }: Where, cache: string): NamedCache {
  const found = settings.caches?.[cache]
  if (!found)
    throw new UserError(
      `${system.title} ${environment} has no cache ${cache.slice(0, 40)} in its system file.`,
    )
  const place = accountOf(settings)
  return {
    settings: found,
    place,
    target: { url: found.url, ...place },
    named: `${cache}, ${environment}`,
    resource: cacheResource(settings, cache),
  }
}

/** The replication group that a cache is. */
export function groupOf(where: Where, cache: string): NamedCache & { group: string } {
  const named = cacheOf(where, cache)
  const { elasticache: group } = named.settings
  if (group === undefined)
    throw new UserError(
      `${named.named} is no group of ElastiCache that Belay knows: its system file would name it as \`elasticache\`.`,
    )
  return { ...named, group }
}

/** The command at this place, for one of its caches. */
export const lineForCache = (command: string, { system, environment }: Where, cache: string): string =>
  `${lineAt(command, { system, environment })} --cache ${cache}`
