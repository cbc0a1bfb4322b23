import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { request } from '../request.ts'
import { changeOfDatabase, databaseOf } from './database.ts'

const written = /^\d{1,5}\s?(?:GI?B)?$/i

const GiB = z
  .string()
  .regex(written, 'expected storage in GiB, as a number')
  .transform(text => Number.parseInt(text, 10))
  .describe('storage in GiB')
  .meta({ spaced: written })

export const dbStorage: Command = systemCommand({
  name: 'db storage',
  summary: 'Give a database more storage',
  more: 'It cannot be made smaller again.',
  example: 'db storage 100 --database {databases rds}',
  args: z.object({ ...changeOfDatabase, storage: GiB.optional() }),
  positional: ['storage'],
  permission: 'operators',
  async run(call) {
    const { storage } = call.args
    const database = databaseOf(call, 'rds')
    if (storage === undefined) throw new UserError('How much, in GiB? As in: {example}')
    const input = { database, storage }
    return request(call, { operation: 'db storage', input, all: true })
  },
})
