import type { Client } from 'pg'
import { UserError } from '../../domain/errors.ts'
import { uncommented } from '../../domain/sql-tokens.ts'
import type { PostgresTarget } from '../../ports/postgres.ts'
import type { StepReader } from '../../ports/step-reader.ts'
import type { AskPostgres, Row } from './ask.ts'

/** So many rows are read. */
const most = 200

/** One statement that reads, in a transaction that only reads; of many rows the first. */
export const createPostgresStepReader =
  ({ within }: AskPostgres): StepReader<PostgresTarget> =>
  async ({ input }, target) => {
    const statement = String(input.statement)
    return within(target, async client => {
      const { fields, rows } = await rowsOf(client, statement)
      return {
        rows: { columns: fields, rows: rows.slice(0, most).map(row => row.map(cell)) },
        ...(rows.length > most && { about: `the first ${most} rows` }),
      }
    })
  }

/** Over a cursor where there can be one, so that nothing but the first rows comes here. */
async function rowsOf(client: Client, statement: string): Promise<{ fields: string[]; rows: Row[][] }> {
  const hasCursor = /^[\s(]*(?:SELECT|WITH|VALUES|TABLE)\b/i.test(uncommented(statement))
  try {
    if (hasCursor) await asked(client, `DECLARE belay NO SCROLL CURSOR FOR ${statement}`)
    return await asked(client, hasCursor ? `FETCH ${most + 1} FROM belay` : statement)
  } catch (error) {
    throw amended(error)
  }
}

/** Never more than one statement, whatever stands in it; each value as PostgreSQL writes it. */
async function asked(client: Client, text: string) {
  const found = await client.query({
    text,
    rowMode: 'array',
    queryMode: 'extended',
    types: { getTypeParser: () => (value: string) => value },
  } as { text: string; rowMode: 'array' })
  return { fields: found.fields.map(({ name }) => name), rows: found.rows as Row[][] }
}

function cell(value: unknown): string | number {
  if (value === null || value === undefined) return ''
  const text = String(value)
  return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(text) ? Number(text) : text.slice(0, 2_000)
}

/** What is wrong with the statement, with PostgreSQL's own hint: a column of another name, a table that is not there. */
function amended(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !/^42/.test(String(error.code))) return error
  if (error.code === '42501') return error
  const hint = 'hint' in error && error.hint ? ` ${String(error.hint)}` : ''
  return new UserError(`PostgreSQL cannot carry it out: ${error.message.slice(0, 300)}.${hint.slice(0, 300)}`)
}
