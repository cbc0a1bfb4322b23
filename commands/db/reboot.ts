import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { request } from '../request.ts'
import { changeOfDatabase, databaseOf } from './database.ts'

export const dbReboot: Command = systemCommand({
  name: 'db reboot',
  knownAs: ['aws rds reboot-db-instance'],
  summary: 'Restart a database’s instance',
  example: 'db reboot {databases rds} --reason "parameters that wait for it"',
  args: z.object(changeOfDatabase),
  positional: ['database'],
  permission: 'operators',
  run: call =>
    request(call, { operation: 'db reboot', input: { database: databaseOf(call, 'rds') }, all: true }),
})
