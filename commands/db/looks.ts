import { z } from 'zod'
import { Milliseconds } from '../../src/domain/duration.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { look } from '../look.ts'
import { databaseArg, databaseOf } from './database.ts'

/** A look at a database that takes nothing but which one. */
const lookAt = (
  name: string,
  summary: string,
  has: 'rds' | 'url' | 'mongodb',
  ...knownAs: string[]
): Command =>
  systemCommand({
    name,
    summary,
    knownAs,
    example: `${name} {databases ${has}}`,
    args: z.object(databaseArg),
    positional: ['database'],
    permission: 'responders',
    run: call => look(call, name, { database: databaseOf(call, has) }),
  })

export const dbInfo = lookAt(
  'db info',
  'Size, state and backups of RDS',
  'rds',
  'aws rds describe-db-instances',
)
export const dbSnapshots = lookAt(
  'db snapshots',
  'The snapshots of a database, and which are unused',
  'rds',
  'aws rds describe-db-snapshots',
)
export const dbParameters = lookAt('db parameters', 'What is set in a database’s parameter group', 'rds')
export const dbLogFiles = lookAt(
  'db log-files',
  'The log files of a database',
  'rds',
  'aws rds describe-db-log-files',
)
export const dbConnections = lookAt(
  'db connections',
  'Connections to PostgreSQL by state, of how many',
  'url',
)
export const dbTables = lookAt('db tables', 'The biggest tables of a PostgreSQL, and their dead rows', 'url')
export const dbIndexes = lookAt('db indexes', 'Indexes of a PostgreSQL, the least used first', 'url')
export const dbSlow = lookAt('db slow', 'What took most of PostgreSQL’s time (pg_stat_statements)', 'url')

export const dbLogFile: Command = systemCommand({
  name: 'db log-file',
  knownAs: ['aws rds download-db-log-file-portion'],
  summary: 'The end of a database’s log file',
  more: 'The latest, or one by name.',
  example: 'db log-file --database {databases rds} --lines 500',
  args: z.object({
    ...databaseArg,
    file: z.string().max(200).describe('a log file').optional(),
    lines: z
      .string()
      .regex(/^[1-9]\d{0,3}$/, 'expected how many lines, up to 5000')
      .transform(Number)
      .default(1_000),
  }),
  positional: ['file'],
  permission: 'responders',
  run: call => {
    const { file, lines } = call.args
    const input = { database: databaseOf(call, 'rds'), lines, ...(file !== undefined && { file }) }
    return look(call, 'db log-file', input)
  },
})

export const dbSlowLog: Command = systemCommand({
  name: 'db slow-log',
  summary: 'Slow statements in a database’s log',
  more: 'The longest first.',
  example: 'db slow-log {databases rds} --since 1h',
  args: z.object({ ...databaseArg, since: Milliseconds.default(3_600_000) }),
  positional: ['database'],
  permission: 'responders',
  run: call => look(call, 'db slow-log', { database: databaseOf(call, 'rds'), sinceMs: call.args.since }),
})
