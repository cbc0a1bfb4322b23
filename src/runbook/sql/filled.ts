import { UserError } from '../../domain/errors.ts'
import type { Text } from '../../domain/runbook/line.ts'
import { type Values, valueFor } from '../run/fill.ts'
import { riskOfSql } from './risk.ts'
import { statementsIn } from './statements.ts'

/** A statement with its blanks filled. What somebody gave stays one value: it never becomes more of the statement. */
export function filledSql(statement: Text, values: Values): string {
  // Where a backslash, a dollar quote or a comment may change what a quote means, only plain words go in.
  const isPlain = !statement.some(part => typeof part === 'string' && /\\|\$\w*\$|--|\/\*/.test(part))
  let sql = ''
  for (const part of statement) {
    if (typeof part === 'string') sql += part
    else {
      const value = valueFor(part, values)
      const isQuoted = (sql.match(/'/g) ?? []).length % 2 === 1
      const isParameter = part.of === 'input' && part.input.name.startsWith('value $')
      if (/^[\w.:-]*$/.test(value) && !value.includes('--'))
        sql += isParameter && !isQuoted ? `'${value}'` : value
      else if (isPlain && !value.includes('\\') && (isQuoted || isParameter))
        sql += isQuoted ? escaped(value) : `'${escaped(value)}'`
      else throw new UserError(`"${value.slice(0, 40)}" cannot stand there: letters, digits and . _ : - may.`)
    }
  }
  const statements = statementsIn(sql)
  if (statements.length !== 1 || riskOfSql(statements[0]!.text) !== 'read')
    throw new UserError('With what was filled in, that would be more than one statement that reads.')
  return statements[0]!.text
}

const escaped = (value: string): string => value.replaceAll("'", "''")
