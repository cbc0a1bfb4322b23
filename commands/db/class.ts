import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { request } from '../request.ts'
import { changeOfDatabase, databaseOf } from './database.ts'

export const dbClass: Command = systemCommand({
  name: 'db class',
  summary: 'Have a database run on another class',
  more: 'At once; --for 4h takes it back.',
  example: 'db class db.t3.large --database {databases rds}',
  args: z.object({
    ...changeOfDatabase,
    class: z.string().trim().toLowerCase().describe('a class').optional(),
  }),
  positional: ['class'],
  permission: 'operators',
  async run(call) {
    const { class: wanted } = call.args
    const database = databaseOf(call, 'rds')
    if (!wanted) throw new UserError('On which class? As in: {example}')
    const input = { database, class: wanted }
    return request(call, { operation: 'db class', input, all: true })
  },
})
