import { z } from 'zod'
import { Milliseconds } from '../../src/domain/duration.ts'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { look } from '../look.ts'
import { request } from '../request.ts'
import { changeOfDatabase, databaseArg, databaseOf, settingsOf } from './database.ts'

export const dbQueries: Command = systemCommand({
  name: 'db queries',
  knownAs: ['psql', 'pg_stat_activity'],
  summary: 'Long queries in PostgreSQL',
  example: 'db queries {databases url} --longer 5m',
  args: z.object({ ...databaseArg, longer: Milliseconds.optional() }),
  positional: ['database'],
  permission: 'responders',
  run(call) {
    const database = databaseOf(call, 'url')
    const { longQuery = 60_000 } = settingsOf(call, database)
    return look(call, 'db queries', { database, longerThanMs: call.args.longer ?? longQuery })
  },
})

export const dbEndIdle: Command = systemCommand({
  name: 'db end-idle',
  knownAs: ['db kill', 'pg_terminate_backend'],
  summary: 'End connections that have been idle for long',
  more: 'Of PostgreSQL.',
  example: 'db end-idle {databases maintenance} --older 10m',
  args: z.object({ ...changeOfDatabase, older: Milliseconds.optional() }),
  positional: ['database'],
  permission: 'operators',
  run: call => {
    const database = databaseOf(call, 'maintenance')
    const { longIdle = 600_000 } = settingsOf(call, database)
    const { older = longIdle } = call.args
    return request(call, {
      operation: 'db end-idle',
      input: { database, olderMs: older },
      typed: { database, older: `${Math.round(older / 1000)}s` },
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
    example: `${name} bookings,audit_log --database {databases maintenance}`,
    args: z.object({ ...changeOfDatabase, tables: Tables.optional() }),
    rest: 'tables',
    short: true,
    permission: 'operators',
    async run(call) {
      const { tables } = call.args
      const database = databaseOf(call, 'maintenance')
      if (!tables) throw new UserError('Which tables? With commas between them, as in: {example}')
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
