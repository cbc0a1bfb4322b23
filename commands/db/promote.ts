import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { request } from '../request.ts'
import { changeOfDatabase, databaseOf } from './database.ts'

export const dbPromote: Command = systemCommand({
  name: 'db promote',
  summary: 'Make a replica an instance of its own, for good',
  example: 'db promote shop-db-replica --reason "the primary is gone"',
  args: z.object({ ...changeOfDatabase, instance: z.string().trim().describe('an instance').optional() }),
  positional: ['instance'],
  permission: 'operators',
  async run(call) {
    const { instance } = call.args
    if (!instance) throw new UserError('Which replica? By its name in RDS, as in: db promote shop-db-replica')
    return request(call, {
      operation: 'db promote',
      input: { database: databaseOf(call, 'rds'), instance },
      all: true,
    })
  },
})
