import { maskSecrets } from '../../domain/mask.ts'
import { maskedJson } from '../../domain/masked-json.ts'
import { maskedRows } from '../../domain/masked-reading.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { FilledFilter } from '../../domain/runbook/verdict.ts'
import type { StepAnswer } from '../../ports/step-reader.ts'

type Masking = (text: string) => string

/** An answer without its secrets, while their names are there to tell: a filter takes a value away from its name. */
export function maskedAnswer(answer: StepAnswer, filters: readonly FilledFilter[]): StepAnswer {
  const textOf: Masking = filters.some(takesApart) ? maskSecrets : text => text
  if ('json' in answer) return { ...answer, json: maskedJson(answer.json, textOf) }
  if ('rows' in answer) {
    const rows = maskedRows(answer.rows).map(row =>
      row.map(cell => (typeof cell === 'string' ? textOf(cell) : cell)),
    )
    return { ...answer, rows: { ...answer.rows, rows } }
  }
  return { ...answer, text: maskedText(answer.text, textOf) }
}

/** What only chooses among values leaves each with all that is in it. */
const takesApart = ({ by }: FilledFilter): boolean => !['query', 'text', 'yaml', 'columns'].includes(by)

/** As a whole; or what is JSON of its lines, and then all of it, for a key that is longer than a line. */
function maskedText(text: string, textOf: Masking): string {
  const whole = masked(text, textOf)
  if (whole !== undefined) return whole
  const lines = text.split('\n').map(line => masked(line, textOf) ?? line)
  return textOf(lines.join('\n'))
}

/** A text that is JSON; undefined where it is none. One that has no secret stays as it is written. */
function masked(text: string, textOf: Masking): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  let json: Json
  try {
    json = JSON.parse(text) as Json
  } catch {
    // A text that only begins like JSON has no names that tell of its values.
    return undefined
  }
  const spaces = text.includes('\n') ? 2 : 0
  const left = JSON.stringify(maskedJson(json, textOf), null, spaces)
  return left === JSON.stringify(json, null, spaces) ? text : left
}
