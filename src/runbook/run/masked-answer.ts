import { maskedJson } from '../../domain/masked-json.ts'
import { maskedRows } from '../../domain/masked-reading.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { StepAnswer } from '../../ports/step-reader.ts'

/** An answer without its secrets, while their names are there to tell: a filter takes a value away from its name. */
export function maskedAnswer(answer: StepAnswer): StepAnswer {
  if ('json' in answer) return { ...answer, json: maskedJson(answer.json) }
  if ('rows' in answer) return { ...answer, rows: { ...answer.rows, rows: maskedRows(answer.rows) } }
  const { text } = answer
  return {
    ...answer,
    text:
      masked(text) ??
      text
        .split('\n')
        .map(line => masked(line) ?? line)
        .join('\n'),
  }
}

/** A text that is JSON, as a whole or in each of its lines; undefined where it is none, or has no secret. */
function masked(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  let json: Json
  try {
    json = JSON.parse(text) as Json
  } catch {
    // A text that only begins like JSON has no names that tell of its values.
    return undefined
  }
  const spaces = text.includes('\n') ? 2 : 0
  const left = JSON.stringify(maskedJson(json), null, spaces)
  return left === JSON.stringify(json, null, spaces) ? undefined : left
}
