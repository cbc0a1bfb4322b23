import type { z } from 'zod'
import { mask } from '../../domain/mask.ts'
import {
  type CallKind,
  fieldOf,
  type Made,
  type Maker,
  maker,
  type Observation,
  type Standing,
  tagOf,
} from '../../ports/calls/call.ts'
import { endIdle, reindexTable, vacuumTable } from '../../ports/calls/postgres.ts'
import type { Postgres, PostgresTarget } from '../../ports/postgres.ts'
import type { AskPostgres } from './ask.ts'
import { isIdle } from './postgres.ts'

/** Everything that changes something in a PostgreSQL. */
export const postgresMakers = (ask: AskPostgres, postgres: Postgres): Maker[] => [
  createEndIdle(ask, postgres),
  tidying<z.infer<typeof vacuumTable.params>>(ask, vacuumTable, {
    sql: table => `VACUUM (ANALYZE) ${table}`,
    progress: `SELECT heap_blks_scanned::float8 AS done, heap_blks_total::float8 AS of, phase FROM pg_stat_progress_vacuum`,
    async isDone({ table, vacuumedAt, ...target }) {
      const [found] = await postgres.tables(target, [table])
      return found && (found.byHandAt ?? null) !== vacuumedAt
    },
  }),
  tidying<z.infer<typeof reindexTable.params>>(ask, reindexTable, {
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
      return left.length === 0 ? { is: 'after', result: { ended: 0 } } : { is: 'before' }
    },
    async start({ idleMs, ...target }) {
      const sql = `SELECT pid, pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE ${isIdle}`
      const rows = await change(target, sql, [idleMs])
      return { ended: rows.filter(({ ended }) => ended).length }
    },
    async observe(_, result) {
      const ended = Number(fieldOf(result, 'ended') ?? 0)
      return { is: 'done', progress: { done: ended, of: ended, what: 'connections ended', said: [] } }
    },
  })

interface Tidying<P> {
  /** The table is named as the catalogue has it. */
  sql(table: string): string
  progress: string
  /** Whether the catalogue shows that it was done; undefined where there is no such table any more. */
  isDone(params: P): Promise<boolean | undefined>
}

const nameOf = (made: Made): string => `belay ${tagOf(made)}`
/** What waits for a lock holds up others behind it: no longer than this. */
const lockMs = 5_000

/** Tidies up a table, which takes as long as it takes: this process waits for it, and any other sees how far it is. */
function tidying<P extends PostgresTarget & { table: string }>(
  { read, change, connect }: AskPostgres,
  kind: CallKind<P>,
  { sql, progress, isDone }: Tidying<P>,
): Maker {
  const ended = new Map<string, string | undefined>()

  const running = async (target: PostgresTarget, name: string): Promise<boolean> =>
    (
      await read(target, `SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND state = 'active'`, [
        name,
      ])
    ).length > 0

  const told = (name: string): Observation => {
    const why = ended.get(name)
    return why === undefined
      ? { is: 'done' }
      : { is: 'failed', why: `PostgreSQL ended it: ${why}.`, said: [] }
  }

  return maker<P>({
    kind,
    repeatable: true,
    async look(params, made): Promise<Standing> {
      const done = await isDone(params)
      if (done === undefined) return { is: 'other', how: `There is no table ${params.table} any more.` }
      if (done || (await running(params, nameOf(made))))
        return { is: 'after', result: { name: nameOf(made) } }
      return { is: 'before' }
    },
    async start(params, made) {
      const name = nameOf(made)
      const client = await connect(params, name, `SET lock_timeout = ${lockMs}`)
      // It goes on by itself: `observe` sees how far.
      client
        .query(sql(params.table))
        .then(
          () => void ended.set(name, undefined),
          (error: Error) => void ended.set(name, mask(error.message)),
        )
        .finally(() => client.end())
        .catch(() => {}) // What became of it is kept above.
      return { name }
    },
    async observe(params, result): Promise<Observation> {
      const name = String(fieldOf(result, 'name') ?? '')
      if (ended.has(name)) return told(name)
      if (await running(params, name)) {
        const [at] = await read(
          params,
          `${progress} p JOIN pg_stat_activity a USING (pid) WHERE a.application_name = $1`,
          [name],
        )
        const { done = 0, of = 0, phase = 'beginning' } = at ?? {}
        return { is: 'going', progress: { done, of, what: 'blocks', said: [phase] } }
      }
      if (await isDone(params)) return { is: 'done' }
      // PostgreSQL shows that it is over no earlier than it says so, to whoever began it.
      if (ended.has(name)) return told(name)
      return { is: 'failed', why: 'It ended before it was done.', said: [] }
    },
    async cancel(params, result, guard) {
      guard()
      const name = String(fieldOf(result, 'name') ?? '')
      await change(
        params,
        'SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = $1',
        [name],
      )
    },
  })
}
