import { heaviestOf, weightOf, weightWhenCalled } from '../../src/domain/weight.ts'
import { type Lists, unanswered } from '../../src/ports/lists.ts'
import { inOrder, named, type Sorted } from './sorted.ts'
import type { KeptSystem } from './system.ts'

/** Lists of incidents by weight, in memory. */
export function createMemoryLists(of: (system: string) => KeptSystem): Lists {
  const list = (system: string, name: string) =>
    named(of(system).sets, `list:${name}`, (): Sorted => new Map())
  return {
    of: async (system, name, limit) => inOrder(list(system, name)).slice(0, limit || undefined),
    size: async (system, name) => list(system, name).size,
    async calledBefore(system, incident, withinMs) {
      const sorted = list(system, unanswered)
      const rank = inOrder(sorted).indexOf(incident.id)
      const first = Math.max(heaviestOf(incident.severity), weightWhenCalled(incident) - withinMs)
      const earlier = [...sorted.values()].filter(weight => weight < first).length
      return rank < 0 ? 0 : rank - earlier
    },
    async enter(system, name, incident) {
      list(system, name).set(incident.id, weightOf(incident))
    },
    async enterAll(system, from, to) {
      const target = list(system, to)
      for (const [id, weight] of list(system, from))
        target.set(id, Math.min(weight, target.get(id) ?? weight))
    },
    async leave(system, name, ids) {
      for (const id of ids) list(system, name).delete(id)
    },
  }
}
