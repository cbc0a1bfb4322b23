import type { Hole, Text } from '../domain/runbook/line.ts'
import type { Action, Filter, Tree } from '../domain/runbook/verdict.ts'
import { holesOf } from './text.ts'

/** All that is only known when an action is carried out, in what it is given and in what is done with its answer. */
export const holesIn = ({ input, on = {}, filters }: Action): Hole[] => [
  ...holesInAll(on),
  ...holesInAll(input),
  ...filters.flatMap(holesOfFilter),
]

function holesOfFilter(filter: Filter): Hole[] {
  if (filter.by === 'grep') return holesOf([filter.pattern])
  return filter.by === 'each' ? filter.actions.flatMap(holesIn) : []
}

/** Those of them that may be seen when they are filled: all but what stands in a request's headers. */
export function seenHolesIn(action: Action): Hole[] {
  if (action.via !== 'http') return holesIn(action)
  const { headers, user, ...input } = action.input
  return holesIn({ ...action, input })
}

export const holesInAll = (trees: Record<string, Tree>): Hole[] =>
  Object.values(trees)
    .flatMap(partsOf)
    .filter(part => typeof part !== 'string')

/** All that a tree's texts are put together of. */
export function partsOf(tree: Tree): Text {
  if (Array.isArray(tree)) return tree as Text
  if ('list' in tree) return tree.list.flatMap(partsOf)
  return 'map' in tree ? Object.values(tree.map).flatMap(partsOf) : []
}
