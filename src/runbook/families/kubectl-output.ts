import type { Text } from '../../domain/runbook/line.ts'
import type { Action, Filter } from '../../domain/runbook/verdict.ts'
import { literal } from '../text.ts'
import { byHand, type Judged } from './family.ts'
import { jsonpath } from './kubectl-jsonpath.ts'
import { inJmespath, isMany, type Step, stepsOf } from './kubectl-paths.ts'
import type { Options } from './options.ts'

/** What is asked for, and what is made of the answer. */
interface Output {
  input: Action['input']
  filters: Filter[]
}

/** The options that only say how what is read is shown. */
export const outputs = ['o', 'output', 'sort-by', 'no-headers']

/** How what is read is shown by `-o`, `--sort-by` and `--no-headers`; by hand where Belay does not show it so. */
export function outputOf({
  o,
  output = o,
  'sort-by': by,
  'no-headers': bare,
}: Options['options']): Output | Judged {
  const how = output === undefined ? 'table' : said(output)
  const shown = how === undefined ? undefined : shownAs(how)
  if (!shown) return byHand(`Belay shows no -o ${how?.slice(0, 60) ?? 'of such a kind'}`, 'read')
  const steps = by === undefined ? [] : loose(said(by))
  if (!steps || isMany(steps))
    return byHand('Belay does not sort by that', 'read', 'as in: --sort-by=.metadata.creationTimestamp')
  const isTable = shown.input.o === undefined || shown.filters.some(filter => filter.by === 'columns')
  return {
    input: { ...shown.input, ...(steps.length > 0 && { sortBy: { list: steps.map(nameOf) } }) },
    filters: [...shown.filters, ...(bare && isTable ? [{ by: 'from' as const, line: 2 }] : [])],
  }
}

/** No form that anybody writes is longer. */
const longest = 2_000

const said = (value: Text | true): string | undefined => (value === true ? '' : literal(value))

function shownAs(how: string): Output | undefined {
  if (how.length > longest) return undefined
  const [form = '', ...rest] = how.split('=')
  const written = rest.join('=')
  const json = (filters: Filter[]): Output => ({ input: { o: ['json'] }, filters })
  if (form === 'jsonpath') {
    const expression = jsonpath(written)
    return expression === undefined ? undefined : json([{ by: 'query', expression }])
  }
  if (form === 'custom-columns') {
    const columns = columnsIn(written)
    return columns && json([{ by: 'columns', columns }])
  }
  if (how === 'table') return { input: {}, filters: [] }
  if (how === 'wide' || how === 'name') return { input: { o: [how] }, filters: [] }
  return how === 'json' ? json([]) : how === 'yaml' ? json([{ by: 'yaml' }]) : undefined
}

/** `NAME:.metadata.name,IMAGE:.spec.containers[*].image` */
function columnsIn(written: string): { name: string; expression: string }[] | undefined {
  const columns = written.split(/,(?![^[]*\])/).map(column => {
    const at = column.indexOf(':')
    const steps = at < 1 ? undefined : loose(column.slice(at + 1))
    return steps && { name: column.slice(0, at), expression: inJmespath(steps) }
  })
  return columns.every(column => column !== undefined) ? columns : undefined
}

/** A path that may be in braces, and may begin without its dot. */
function loose(path: string | undefined): Step[] | undefined {
  const bare = path?.trim().replace(/^\{(.*)\}$/s, '$1') ?? ''
  return bare === '' ? undefined : stepsOf(/^[.[$@]/.test(bare) ? bare : `.${bare}`)
}

const nameOf = (step: Step): Text => [String('name' in step ? step.name : 'at' in step ? step.at : '')]
