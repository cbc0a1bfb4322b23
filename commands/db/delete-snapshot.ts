import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { lineFor } from '../../src/operations/database/find.ts'
import { request } from '../request.ts'
import { changeOfDatabase, databaseOf } from './database.ts'

export const dbDeleteSnapshot: Command = systemCommand({
  name: 'db delete-snapshot',
  summary: 'Delete a snapshot that somebody made, for good',
  example: 'db delete-snapshot {instance}-manual-20260301-0214',
  args: z.object({ ...changeOfDatabase, snapshot: z.string().trim().describe('a snapshot').optional() }),
  positional: ['snapshot'],
  permission: 'operators',
  async run(call) {
    const database = databaseOf(call, 'rds')
    const { snapshot } = call.args
    if (!snapshot)
      throw new UserError('Which snapshot? By its name, as in the list.', {
        label: 'Show snapshots',
        command: lineFor('db snapshots', call, database),
      })
    return request(call, { operation: 'db delete-snapshot', input: { database, snapshot }, all: true })
  },
})
