import type { Word, WordPart } from 'unbash'
import type { Text } from '../../domain/runbook/line.ts'
import { inputOf, usualOf } from '../inputs.ts'

/** `REGION=${1:-us-east-1}`: what a script is called with is asked for, by the name that it gets; undefined for any other value. */
export function calledWith(name: string, { parts = [] }: Word): Text | undefined {
  const [part, ...others] = parts.flatMap((one): readonly WordPart[] =>
    one.type === 'DoubleQuoted' ? one.parts : [one],
  )
  if (part === undefined || others.length > 0) return undefined
  if (part.type === 'SimpleExpansion')
    return /^\$[1-9]$/.test(part.text) ? [{ of: 'input', input: inputOf(name) }] : undefined
  if (part.type !== 'ParameterExpansion' || !/^[1-9]$/.test(part.parameter)) return undefined
  const { operation } = part
  if (operation !== undefined && operation.type !== 'Default') return undefined
  const usual = operation && /^:?[-=]$/.test(operation.operator) ? operation.operand : undefined
  return [{ of: 'input', input: usualOf(name, usual?.parts ? undefined : usual?.value) }]
}
