import type { Hole, Text } from '../../domain/runbook/line.ts'
import { usualOf } from '../inputs.ts'
import { secretKind } from '../secret-kind.ts'
import { sizeOf } from '../text.ts'

/** What earlier commands of a procedure have set. */
export type Variables = Map<string, Text>

/** What only the step itself makes is made once, and referred to by its name afterwards. */
const isMade = (part: string | Hole): boolean => typeof part !== 'string' && part.of !== 'input'

/** What no value can be made of, none is asked for either. */
const isOfShell = (part: string | Hole): boolean => typeof part !== 'string' && part.of === 'shell'

/** What is longer stands once where it is set: put in wherever its name is, it would grow with each (`A=$A$A`). */
const longest = 2_000

/** A name that nothing has set is asked for. */
export function contentOf(name: string, variables: Variables, otherwise?: string): Text {
  const value = variables.get(name)
  if (value === undefined) return [{ of: 'input', input: usualOf(name, otherwise) }]
  if (value.some(isOfShell)) return value
  if (!value.some(isMade) && sizeOf(value) <= longest) return value
  const secret = secretKind(value)
  return [{ of: 'variable', name, ...(secret && { secret }) }]
}
