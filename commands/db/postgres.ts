import { z } from 'zod'
import { Milliseconds } from '../../src/domain/duration.ts'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { look } from '../look.ts'
import { request } from '../request.ts'
import { changeOfDatabase, databaseArg, databaseOf } from './database.ts'

export const dbQueries: Command = systemCommand({
  name: 'db queries',
  summary: 'Long queries in PostgreSQL',
  example: 'db queries --longer 5m',
  args: z.object({ ...databaseArg, longer: Milliseconds.default(60_000) }),
  positional: ['database'],
  permission: 'responders',
  run: call =>
    look(call, 'db queries', { database: databaseOf(call, 'url'), longerThanMs: call.args.longer }),
})

export const dbEndIdle: Command = systemCommand({
  name: 'db end-idle',
  summary: 'End connections that have been idle for long',
  more: 'Of PostgreSQL.',
  example: 'db end-idle --older 10m',
  args: z.object({ ...changeOfDatabase, older: Milliseconds.default(600_000) }),
  positional: ['database'],
  permission: 'operators',
  run: call => {
    const { older } = call.args
    return request(call, {
      operation: 'db end-idle',
      input: { database: databaseOf(call, 'maintenance'), olderMs: older },
      typed: { database: databaseOf(call, 'maintenance'), older: `${Math.round(older / 1000)}s` },
      all: true,
    })
  },
})

const Tables = z.string().trim().max(600).describe('tables')

/** Something done to named tables, one after the other. */
const ofTables = (name: 'db vacuum' | 'db reindex', summary: string): Command =>
  systemCommand({
    name,
    summary,
    example: `${name} bookings,audit_log`,
    args: z.object({ ...changeOfDatabase, tables: Tables.optional() }),
    positional: ['tables'],
    permission: 'operators',
    async run(call) {
      const { tables } = call.args
      if (!tables)
        throw new UserError(`Which tables? With commas between them, as in: ${name} bookings,audit_log`)
      const database = databaseOf(call, 'maintenance')
      return request(call, {
        operation: name,
        input: { database, tables: tables.split(/[\s,]+/).filter(Boolean) },
        typed: { database, tables },
        all: true,
      })
    },
  })

export const dbVacuum = ofTables('db vacuum', 'VACUUM ANALYZE tables, one after the other')
export const dbReindex = ofTables('db reindex', 'Rebuild the indexes of tables while they are used')
