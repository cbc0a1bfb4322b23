import { z } from 'zod'
import { parseDuration } from '../../src/domain/duration.ts'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { lineFor } from '../../src/operations/database/find.ts'
import { request } from '../request.ts'
import { changeOfDatabase, databaseOf } from './database.ts'

/** What is a duration ("1s", "250 ms") is milliseconds in PostgreSQL. */
function asPostgres(value: string): string {
  const duration = parseDuration(value)
  if (duration && 'ms' in duration) return `${duration.ms}`
  return value.replace(/^(\d+) ?ms$/, '$1')
}

export const dbParameter: Command = systemCommand({
  name: 'db parameter',
  summary: 'Set what PostgreSQL writes into its log',
  more: '--for 30m takes it back by itself.',
  example: 'db parameter log_min_duration_statement 1000 --database {databases rds} --for 1h',
  args: z.object({
    ...changeOfDatabase,
    parameter: z.string().trim().toLowerCase().describe('a parameter').optional(),
    value: z.string().trim().toLowerCase().describe('a value').optional(),
  }),
  positional: ['parameter', 'value'],
  permission: 'operators',
  async run(call) {
    const { parameter, value } = call.args
    const database = databaseOf(call, 'rds')
    if (parameter === undefined || value === undefined)
      throw new UserError(
        'Which parameter, and to what? As in: db parameter log_min_duration_statement 1000 --for 1h',
        { label: 'What can be set', command: lineFor('db parameters', call, database) },
      )
    const input = { database, parameter, value: asPostgres(value) }
    return request(call, { operation: 'db parameter', input, all: true })
  },
})
