import { RE2JS } from 're2js'
import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { Hole, Text } from '../../domain/runbook/line.ts'
import { placeholder, type SecretReference } from '../../domain/runbook/secret-reference.ts'
import type { FilledFilter, Filter, Tree } from '../../domain/runbook/verdict.ts'
import { isSecretName } from '../secret-name.ts'
import { holeName } from './needed.ts'
import { writtenTime } from './written-time.ts'

/** What holes are filled with: what was given or answered, by the hole's name, and the time, in milliseconds since the epoch. */
export interface Values {
  given: ReadonlyMap<string, string>
  /** Where the secrets are that belong in holes, by their names. */
  secrets: ReadonlyMap<string, SecretReference>
  now: number
}

/** A tree as it is handed over. What somebody gave stays within its own argument, whatever is in it. */
export function filled(tree: Tree, values: Values): Json {
  if (Array.isArray(tree)) return textOf(tree as Text, values)
  if ('number' in tree) return tree.number
  if ('boolean' in tree) return tree.boolean
  if ('list' in tree) return tree.list.flatMap(one => severalOf(one, values) ?? filled(one, values))
  return Object.fromEntries(Object.entries(tree.map).map(([name, one]) => [name, filled(one, values)]))
}

/** What a hole that is bare and stands alone holds is as many values as it has words. */
function severalOf(tree: Tree, values: Values): string[] | undefined {
  const [only, ...others] = Array.isArray(tree) ? (tree as Text) : []
  if (typeof only !== 'object' || others.length > 0) return undefined
  const isBare = (only.of === 'variable' || only.of === 'answer') && only.bare
  if (!isBare || secretIn([only], values)) return undefined
  return valueFor(only, values).split(/\s+/).filter(Boolean)
}

export const filledAll = (trees: Record<string, Tree>, values: Values): Record<string, Json> =>
  Object.fromEntries(Object.entries(trees).map(([name, tree]) => [name, filled(tree, values)]))

/** What somebody gave is looked for as it stands, whatever it has of grep's signs. */
export const filledFilters = (filters: readonly Filter[], values: Values): FilledFilter[] =>
  filters.map(filter => {
    if (filter.by !== 'grep') return filter
    const parts = filter.pattern.map(part =>
      typeof part === 'string' ? part : RE2JS.quote(valueFor(part, values)),
    )
    return { ...filter, pattern: parts.join('') }
  })

export const textOf = (text: Text, values: Values): string =>
  text.map(part => (typeof part === 'string' ? part : valueFor(part, values))).join('')

/** The first secret in a text. */
export function secretIn(text: Text, { secrets }: Values): SecretReference | undefined {
  for (const part of text) {
    if (typeof part === 'string') continue
    const found = part.of === 'random' ? { name: 'random' } : secrets.get(holeName(part))
    if (found) return found
  }
  return undefined
}

/** What stands in a hole; of a secret, what stands in its place. */
export function valueFor(hole: Hole, { given, secrets, now }: Values): string {
  if (hole.of === 'time') return writtenTime(hole.format, now + hole.shiftMs)
  const reference = secrets.get(holeName(hole))
  if (reference) return placeholder(reference)
  if (hole.of === 'random') return placeholder({ name: 'random' })
  const value = given.get(holeName(hole))
  const oneOf = hole.of === 'input' ? hole.input.oneOf : undefined
  if (value !== undefined && oneOf?.includes(value) === false)
    throw new UserError(`It is one of ${oneOf.join(', ')}, and "${value.slice(0, 40)}" is none of them.`)
  if (value !== undefined) return value
  const isSecretHole =
    hole.of === 'shell' || (hole.of === 'variable' && (hole.secret !== undefined || isSecretName(hole.name)))
  throw new UserError(
    isSecretHole
      ? 'It needs a secret, which Belay hands on to nobody: this step stays by hand.'
      : 'Something that this step needs is missing: open it again and fill it in.',
  )
}
