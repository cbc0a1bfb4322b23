import { search } from 'jmespath'
import { stringify } from 'yaml'
import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { Action, FilledFilter } from '../../domain/runbook/verdict.ts'
import type { Rows, StepAnswer } from '../../ports/step-reader.ts'
import { awsText } from './aws-text.ts'
import { columnsOf } from './columns.ts'
import { jq } from './jq.ts'
import { overLines } from './over-lines.ts'

/** What other commands answer for each of some lines. */
export type Each = (actions: Action[], lines: string[]) => Promise<StepAnswer>

/** What is left of an answer after the filters of a pipe, in their order. */
export async function filtered(answer: StepAnswer, filters: FilledFilter[], each: Each): Promise<StepAnswer> {
  let left = answer
  for (const filter of filters)
    left = {
      ...(left.about && { about: left.about }),
      ...(await apply(left, filter, each).catch(saying(left))),
    }
  return left
}

/** What a filter cannot do may be because of how the answer came. */
const saying =
  ({ about }: StepAnswer) =>
  (error: unknown): never => {
    throw error instanceof UserError && about !== undefined
      ? new UserError(`${error.message} It came as: ${about}.`, ...error.offer)
      : error
  }

async function apply(answer: StepAnswer, filter: FilledFilter, each: Each): Promise<StepAnswer> {
  switch (filter.by) {
    case 'query':
      return { json: search(jsonOf(answer), filter.expression) as Json }
    case 'text':
      return 'json' in answer ? { text: awsText(answer.json) } : answer
    case 'yaml':
      return { text: stringify(jsonOf(answer)) }
    case 'columns':
      return { rows: columnsOf(jsonOf(answer), filter) }
    case 'jq': {
      const text = 'text' in answer ? answer.text : JSON.stringify(jsonOf(answer))
      return { text: await jq(text, filter.program, filter.flags) }
    }
    case 'each':
      return each(filter.actions, linesOf(answer, filter.per))
    default:
      return { text: overLines(textOf(answer).split('\n'), filter).join('\n') }
  }
}

const jsonOf = (answer: StepAnswer): Json => {
  if ('rows' in answer) {
    const { columns, rows } = answer.rows
    return rows.map(row => Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])))
  }
  return 'json' in answer ? answer.json : null
}

/** As a command line would print it. */
export function textOf(answer: StepAnswer): string {
  if ('text' in answer) return answer.text
  if ('rows' in answer) return aligned(answer.rows)
  return typeof answer.json === 'string' ? answer.json : JSON.stringify(answer.json, null, 2)
}

/** Each line that has something, or each word of it. What AWS prints with tabs between is a line each, too. */
export const linesOf = (answer: StepAnswer, per: 'line' | 'word'): string[] =>
  textOf(answer)
    .split(per === 'word' ? /\s+/ : /\n|\t/)
    .map(line => line.trim().replace(/^"(.*)"$/, '$1'))
    .filter(line => line !== '')

function aligned({ columns, rows }: Rows): string {
  const all = [columns, ...rows.map(row => row.map(String))]
  const widths = columns.map((_, i) => all.reduce((widest, row) => Math.max(widest, row[i]?.length ?? 0), 0))
  return all
    .map(row =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('   ')
        .trimEnd(),
    )
    .join('\n')
}
