import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { inWords } from '../../domain/duration.ts'
import { UserError } from '../../domain/errors.ts'
import type { Cell } from '../../domain/reading.ts'
import type { CacheGroup, ElastiCache } from '../../ports/elasticache.ts'
import type { Where } from '../operation.ts'
import type { Read } from '../read.ts'
import { groupOf, lineForCache } from './find.ts'

export const one = z.object({ cache: z.string() })
export type One = z.infer<typeof one>

/** The replication group that a look or a plan is about. */
export async function foundGroup(caches: ElastiCache, where: Where, cache: string) {
  const named = groupOf(where, cache)
  const state = await caches.group(named.group, named.place)
  if (!state)
    throw new UserError(
      `ElastiCache has no replication group ${named.group}: correct \`elasticache\` of ${cache} in the system file.`,
    )
  return { ...named, state }
}

/** What ElastiCache lets be changed now. */
export function ready(group: string, { status }: CacheGroup): void {
  if (status !== 'available')
    throw new UserError(`${group} is ${status} just now: ElastiCache changes it once it is available again.`)
}

/** A replication group: its nodes, and its snapshots. */
export const cacheNodes = (caches: ElastiCache): Read<One> => ({
  name: 'cache nodes',
  input: one,
  async read({ cache }, where) {
    const { state, named } = await foundGroup(caches, where, cache)
    const up = state.nodes.filter(({ status }) => status === 'available').length
    return {
      state: up === state.nodes.length && state.status === 'available' ? 'fine' : 'unsettled',
      title: `${named}: ${state.status}, ${up} of ${state.nodes.length} nodes available, ${state.nodeType}`,
      lines: [
        state.retentionDays > 0
          ? `Its snapshots are kept for ${inWords(state.retentionDays * 86_400_000)}, and made ${state.window} UTC.`
          : 'It makes no snapshots by itself.',
        ...(state.failsOver ? [] : ['Nothing stands ready for its primary.']),
      ],
      table: {
        columns: ['Node', 'Role', 'State'],
        rows: state.nodes.map(({ id, role, status }): Cell[] => [id, role, status]),
      },
      offers: [
        { label: 'Snapshots', command: lineForCache('cache snapshots', where, cache) },
        { label: 'Again', command: lineForCache('cache nodes', where, cache) },
      ],
    }
  },
})

export const cacheSnapshots = (caches: ElastiCache, now: () => number): Read<One> => ({
  name: 'cache snapshots',
  input: one,
  async read({ cache }, where) {
    const { group, place, named } = groupOf(where, cache)
    const all = await caches.snapshots(group, place)
    return {
      title:
        all.length === 0 ? `${named} has no snapshots` : `${counted(all.length, 'snapshot')} of ${named}`,
      table: {
        columns: ['Snapshot', 'Made', 'Age', 'Size', 'By', 'State'],
        rows: all.map(({ name, at, size, kind, status }): Cell[] => [
          ...[name, at === undefined ? '' : { at }, at === undefined ? '' : inWords(now() - at)],
          ...[size, kind === 'manual' ? 'hand' : 'ElastiCache', status === 'available' ? '' : status],
        ]),
      },
      offers: [
        { label: 'Make a snapshot', command: lineForCache('cache snapshot', where, cache) },
        { label: 'Again', command: lineForCache('cache snapshots', where, cache) },
      ],
    }
  },
})
