import { search } from 'jmespath'
import { RE2JS } from 're2js'
import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { Filter } from '../../domain/runbook/verdict.ts'
import type { StepAnswer } from '../../ports/step-reader.ts'

/** What is left of an answer after the filters of a pipe, in their order. */
export const filtered = (answer: StepAnswer, filters: Filter[]): StepAnswer =>
  filters.reduce((left, filter) => apply(left, filter), answer)

function apply(answer: StepAnswer, filter: Filter): StepAnswer {
  switch (filter.by) {
    case 'query':
      return { json: search('json' in answer ? answer.json : null, filter.expression) as Json }
    case 'jq':
      if (/^\.?$/.test(filter.program.trim())) return answer
      throw new UserError(`Belay does not carry out jq's program ${filter.program.slice(0, 60)} yet.`)
    case 'each':
      throw new UserError('Belay does not hand each line of an answer to another command yet.')
    default:
      return { text: overLines(textOf(answer).split('\n'), filter).join('\n') }
  }
}

type LineFilter = Exclude<Filter, { by: 'query' | 'jq' | 'each' }>

function overLines(lines: string[], filter: LineFilter): string[] {
  switch (filter.by) {
    case 'grep': {
      const pattern = RE2JS.compile(filter.pattern, filter.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
      return lines.filter(line => pattern.matcher(line).find() !== filter.invert)
    }
    case 'head':
      return lines.slice(0, filter.lines)
    case 'tail':
      return lines.slice(-filter.lines)
    case 'sort': {
      const compare = filter.numeric
        ? (a: string, b: string) => Number.parseFloat(a) - Number.parseFloat(b)
        : (a: string, b: string) => (a < b ? -1 : Number(a > b))
      const sorted = [...lines].sort(compare)
      return filter.reverse ? sorted.reverse() : sorted
    }
    case 'uniq': {
      const runs: { line: string; times: number }[] = []
      for (const line of lines) {
        const last = runs.at(-1)
        if (last?.line === line) last.times++
        else runs.push({ line, times: 1 })
      }
      return runs.map(({ line, times }) => (filter.count ? `${String(times).padStart(7)} ${line}` : line))
    }
    case 'wc':
      return [String(lines.filter(line => line !== '').length)]
  }
}

/** As a command line would print it. */
export const textOf = (answer: StepAnswer): string =>
  'text' in answer
    ? answer.text
    : typeof answer.json === 'string'
      ? answer.json
      : JSON.stringify(answer.json, null, 2)
