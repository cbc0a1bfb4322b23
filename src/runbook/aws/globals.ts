import { search } from 'jmespath'
import type { Text } from '../../domain/runbook/line.ts'
import type { Filter } from '../../domain/runbook/verdict.ts'
import { literal } from '../text.ts'

/** One argument with its name and what is given to it. */
export interface Flag {
  name: string
  words: Text[]
}

/** What every command of AWS takes besides its own arguments. */
export const globals: ReadonlySet<string> = new Set([
  'region',
  'profile',
  'output',
  'query',
  'no-paginate',
  'max-items',
  'page-size',
  'starting-token',
  'no-cli-pager',
  'cli-input-json',
  'cli-input-yaml',
  'endpoint-url',
  'no-verify-ssl',
  'no-sign-request',
  'ca-bundle',
  'cli-read-timeout',
  'cli-connect-timeout',
  'cli-binary-format',
  'color',
  'debug',
  'no-cli-auto-prompt',
])

/** `--query`: an expression of JMESPath over what is answered. */
export function queryOf([word]: readonly Text[], all: { filters: Filter[]; troubles: string[] }): void {
  const expression = literal(word)
  if (expression === undefined) {
    all.troubles.push('--query is an expression of JMESPath, without blanks')
    return
  }
  const wrong = syntaxError(expression)
  if (wrong !== undefined) all.troubles.push(`--query is no expression of JMESPath: ${wrong}`)
  else all.filters.push({ by: 'query', expression })
}

/** Its parser stands only behind a search; that nothing is no list for a function is not the expression's fault. */
function syntaxError(expression: string): string | undefined {
  try {
    search(null, expression)
    return undefined
  } catch (error) {
    if (error instanceof RangeError) return 'it is nested too deeply'
    if (!(error instanceof Error)) throw error
    return ['LexerError', 'ParserError'].includes(error.name) ? error.message : undefined
  }
}
