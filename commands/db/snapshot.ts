import { z } from 'zod'
import { stamp } from '../../src/domain/stamp.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { request } from '../request.ts'
import { changeOfDatabase, databaseOf } from './database.ts'

export const dbSnapshot: Command = systemCommand({
  name: 'db snapshot',
  knownAs: ['aws rds create-db-snapshot'],
  summary: 'Make a snapshot of a database',
  example: 'db snapshot {databases rds} --reason "before the migration"',
  args: z.object({ ...changeOfDatabase, name: z.string().trim().describe('a name').optional() }),
  positional: ['database'],
  permission: 'operators',
  run: call => {
    const database = databaseOf(call, 'rds')
    const id = call.system.environments[call.environment]!.databases?.[database]?.rds ?? database
    const name = call.args.name ?? `${id}-manual-${stamp(call.faces.now())}`
    return request(call, { operation: 'db snapshot', input: { database, name }, all: true })
  },
})
