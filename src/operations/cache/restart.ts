import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { rebootNode } from '../../ports/calls/elasticache.ts'
import type { ElastiCache } from '../../ports/elasticache.ts'
import type { Operation } from '../operation.ts'
import { foundGroup, type One, one, ready } from './group.ts'

/** Restarts the nodes of a replication group one after the other, replicas first. */
export const cacheRestart = (caches: ElastiCache): Operation<One> => ({
  name: 'cache restart',
  risk: 'change',
  input: one,
  async plan({ cache }, where) {
    const { group, place, named, state, resource } = await foundGroup(caches, where, cache)
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
