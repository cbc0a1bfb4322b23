import type { Json } from '../../domain/run/plan.ts'
import type { Text } from '../../domain/runbook/line.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import { filledSql } from '../sql/filled.ts'
import { filledAll, type Values, valueFor } from './fill.ts'

/** What a read is given. Where it has a language of its own, nothing of what was filled in is read as that. */
export function inputFor({ via, input }: Action, values: Values): Record<string, Json> {
  if (via === 'postgres') return { statement: filledSql(input.statement as Text, values) }
  if (via === 'mongo') return marked(input.expression as Text, values)
  return filledAll(input, values)
}

/** An expression with names in the place of its blanks, and what these stand for. */
function marked(expression: Text, values: Values): Record<string, Json> {
  const given: Record<string, string> = {}
  const marks = expression.map(part => {
    if (typeof part === 'string') return part
    const name = `blank${Object.keys(given).length}$`
    given[name] = valueFor(part, values)
    return name
  })
  return { expression: marks.join(''), given }
}
