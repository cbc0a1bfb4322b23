import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { Hole, Text } from '../../domain/runbook/line.ts'
import type { Tree } from '../../domain/runbook/verdict.ts'
import { holeName } from './needed.ts'
import { writtenTime } from './written-time.ts'

/** What holes are filled with: what a person gave, by the hole's name, and the time, in milliseconds since the epoch. */
export interface Values {
  given: ReadonlyMap<string, string>
  now: number
}

/** A tree as it is handed over. What somebody gave stays within its own argument, whatever is in it. */
export function filled(tree: Tree, values: Values): Json {
  if (Array.isArray(tree)) return textOf(tree as Text, values)
  if ('number' in tree) return tree.number
  if ('boolean' in tree) return tree.boolean
  if ('list' in tree) return tree.list.map(one => filled(one, values))
  return Object.fromEntries(Object.entries(tree.map).map(([name, one]) => [name, filled(one, values)]))
}

const textOf = (text: Text, values: Values): string =>
  text.map(part => (typeof part === 'string' ? part : valueFor(part, values))).join('')

function valueFor(hole: Hole, { given, now }: Values): string {
  if (hole.of === 'time') return writtenTime(hole.format, now + hole.shiftMs)
  const value = given.get(holeName(hole))
  if (value !== undefined) return value
  throw new UserError(
    hole.of === 'random' || hole.of === 'shell'
      ? 'What this step makes or reads only a person can hand over: it stays by hand.'
      : 'Something that this step needs is missing: open it again and fill it in.',
  )
}
