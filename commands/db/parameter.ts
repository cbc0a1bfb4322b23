import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { request } from '../request.ts'
import { changeOfDatabase, databaseOf } from './database.ts'

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
      )
    const input = { database, parameter, value }
    return request(call, { operation: 'db parameter', input, all: true })
  },
})
