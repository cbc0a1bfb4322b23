import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { lineFor } from '../../src/operations/database/find.ts'
import { request } from '../request.ts'
import { changeOfDatabase, databaseOf } from './database.ts'

export const dbPromote: Command = systemCommand({
  name: 'db promote',
  summary: 'Make a replica an instance of its own, for good',
  example: 'db promote {instance}-replica --reason "the primary is gone"',
  args: z.object({ ...changeOfDatabase, instance: z.string().trim().describe('an instance').optional() }),
  positional: ['instance'],
  permission: 'operators',
  async run(call) {
    const { instance } = call.args
    const database = databaseOf(call, 'rds')
    if (!instance)
      throw new UserError('Which replica? By its name in RDS, as in: db promote {instance}-replica', {
        label: `Look at ${database}`,
        command: lineFor('db info', call, database),
      })
    return request(call, { operation: 'db promote', input: { database, instance }, all: true })
  },
})
