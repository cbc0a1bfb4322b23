import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { Hole, Text } from '../../domain/runbook/line.ts'
import type { Tree } from '../../domain/runbook/verdict.ts'
import { isSecretName } from '../secret-name.ts'
import { holeName } from './needed.ts'
import { writtenTime } from './written-time.ts'

/** What holes are filled with: what was given or answered, by the hole's name, and the time, in milliseconds since the epoch. */
export interface Values {
  given: ReadonlyMap<string, string>
  /** Names of holes that a secret belongs in. */
  secret: ReadonlySet<string>
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

export const filledAll = (trees: Record<string, Tree>, values: Values): Record<string, Json> =>
  Object.fromEntries(Object.entries(trees).map(([name, tree]) => [name, filled(tree, values)]))

export const textOf = (text: Text, values: Values): string =>
  text.map(part => (typeof part === 'string' ? part : valueFor(part, values))).join('')

/** Whether what stands there is, or has in it, what nobody is shown. */
export const isSecret = (text: Text, { secret }: Values): boolean =>
  text.some(part => typeof part !== 'string' && (part.of === 'random' || secret.has(holeName(part))))

export function valueFor(hole: Hole, { given, secret, now }: Values): string {
  if (hole.of === 'time') return writtenTime(hole.format, now + hole.shiftMs)
  const value = given.get(holeName(hole))
  if (value !== undefined) return value
  const isSecretHole =
    ['random', 'shell'].includes(hole.of) ||
    secret.has(holeName(hole)) ||
    (hole.of === 'variable' && isSecretName(hole.name))
  throw new UserError(
    isSecretHole
      ? 'It needs a secret, which Belay hands on to nobody: this step stays by hand.'
      : 'Something that this step needs is missing: open it again and fill it in.',
  )
}
