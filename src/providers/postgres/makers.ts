import type { z } from 'zod'
import { fieldOf, type Maker, maker } from '../../ports/calls/call.ts'
import { endIdle, reindexTable, vacuumTable } from '../../ports/calls/postgres.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Postgres } from '../../ports/postgres.ts'
import type { AskPostgres } from './ask.ts'
import { isIdle } from './postgres.ts'
import { tidying } from './tidying.ts'

/** Everything that changes something in a PostgreSQL. */
export const postgresMakers = (ask: AskPostgres, postgres: Postgres, clock: Pick<Clock, 'now'>): Maker[] => [
  createEndIdle(ask, postgres),
  tidying<z.infer<typeof vacuumTable.params>>(ask, clock, vacuumTable, {
    sql: table => `VACUUM (ANALYZE) ${table}`,
    progress: `SELECT heap_blks_scanned::float8 AS done, heap_blks_total::float8 AS of, phase FROM pg_stat_progress_vacuum`,
    async isDone({ table, vacuumedAt, ...target }) {
      const [found] = await postgres.tables(target, [table])
      return found && (found.byHandAt ?? null) !== vacuumedAt
    },
  }),
  tidying<z.infer<typeof reindexTable.params>>(ask, clock, reindexTable, {
    sql: table => `REINDEX TABLE CONCURRENTLY ${table}`,
    progress: `SELECT blocks_done::float8 AS done, blocks_total::float8 AS of, phase FROM pg_stat_progress_create_index`,
    async isDone({ table, files, ...target }) {
      const now = await postgres.indexes(target, table)
      return now.length > 0 && now.every(({ name, file, isValid }) => isValid && files[name] !== file)
    },
  }),
]

/** Ends what is idle for long, in one statement. */
const createEndIdle = ({ change }: AskPostgres, postgres: Postgres): Maker =>
  maker<z.infer<typeof endIdle.params>>({
    kind: endIdle,
    repeatable: true,
    async look({ idleMs, ...target }) {
      const left = await postgres.idle(target, idleMs)
      return left.length === 0 ? { is: 'after', result: {} } : { is: 'before' }
    },
    async start({ idleMs, ...target }, _made, guard) {
      const sql = `SELECT pid, pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE ${isIdle}`
      const rows = await change(target, sql, [idleMs], guard)
      return { ended: rows.filter(({ ended }) => ended).length }
    },
    async observe(_, result) {
      const ended = fieldOf(result, 'ended')
      // Where its answer was lost nobody knows how many it was.
      if (typeof ended !== 'number') return { is: 'done' }
      return { is: 'done', progress: { done: ended, of: ended, what: 'connections ended', said: [] } }
    },
  })
