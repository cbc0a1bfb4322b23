import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { inWords } from '../../domain/duration.ts'
import { UserError } from '../../domain/errors.ts'
import type { Cell } from '../../domain/reading.ts'
import { callOf } from '../../ports/calls/call.ts'
import { createCacheSnapshot, rebootNode } from '../../ports/calls/elasticache.ts'
import type { CacheGroup, ElastiCache } from '../../ports/elasticache.ts'
import type { Operation, Where } from '../operation.ts'
import type { Read } from '../read.ts'
import { groupOf, lineForCache } from './find.ts'

const one = z.object({ cache: z.string() })
type One = z.infer<typeof one>

async function found(caches: ElastiCache, where: Where, cache: string) {
  const named = groupOf(where, cache)
  const state = await caches.group(named.group, named.place)
  if (!state)
    throw new UserError(
      `ElastiCache has no replication group ${named.group}: correct \`elasticache\` of ${cache} in the system file.`,
    )
  return { ...named, state }
}

function ready(group: string, { status }: CacheGroup): void {
  if (status !== 'available')
    throw new UserError(`${group} is ${status} just now: ElastiCache changes it once it is available again.`)
}

/** A replication group: its nodes, and its snapshots. */
export const cacheNodes = (caches: ElastiCache): Read<One> => ({
  name: 'cache nodes',
  input: one,
  async read({ cache }, where) {
    const { state, named } = await found(caches, where, cache)
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
    const { group, place, named, state, resource } = await found(caches, where, cache)
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

/** Restarts the nodes of a replication group one after the other, replicas first. */
export const cacheRestart = (caches: ElastiCache): Operation<One> => ({
  name: 'cache restart',
  risk: 'change',
  input: one,
  async plan({ cache }, where) {
    const { group, place, named, state, resource } = await found(caches, where, cache)
    ready(group, state)
    if (state.isSharded)
      throw new UserError(
        `${group} is a cluster of several shards, whose nodes ElastiCache does not restart.`,
      )
    const away = state.nodes.find(({ status }) => status !== 'available')
    if (away) throw new UserError(`The node ${away.id} is ${away.status} just now: wait until it is back.`)
    const inOrder = [...state.nodes].sort(
      (a, b) => Number(a.role === 'primary') - Number(b.role === 'primary') || a.id.localeCompare(b.id),
    )
    return {
      title: `restart ${named}, node by node`,
      shifts: inOrder.map(({ id, role }) => ({
        to: `${id}, ${role}: restarts, and is empty until it has its data again`,
      })),
      now: [`${state.nodes.length} of ${state.nodes.length} nodes available`],
      warnings: [
        state.failsOver
          ? 'While the primary restarts another node may take its place.'
          : 'Nothing stands ready for its primary: what it holds is gone, and nobody reaches it until it is back.',
      ],
      calls: inOrder.map(({ id, nodeId }) =>
        callOf(rebootNode, { on: id, sets: 'restarted', params: { ...place, node: id, nodeId } }),
      ),
      resources: [resource],
    }
  },
})
