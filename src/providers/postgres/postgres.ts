import type { Client } from 'pg'
import type { Postgres } from '../../ports/postgres.ts'
import type { AskPostgres, Row } from './ask.ts'

const most = { tables: 40, indexes: 40, queries: 30, statements: 20, idle: 200, text: 300 }

const clients = `backend_type = 'client backend' AND pid <> pg_backend_pid()`
const msSince = (time: string) => `floor(extract(epoch FROM now() - ${time}) * 1000)::float8`
const ms = (time: string) => `floor(extract(epoch FROM ${time}) * 1000)::float8`

/** Idle outside of a transaction, for longer than $1 milliseconds, and of the same database. */
export const isIdle = `${clients} AND state = 'idle' AND datname = current_database() AND ${msSince('state_change')} > $1`

const tables = `
  SELECT format('%I.%I', schemaname, relname) AS name, pg_total_relation_size(relid)::float8 AS bytes,
    n_live_tup::float8 AS live, n_dead_tup::float8 AS dead,
    ${ms('greatest(last_vacuum, last_autovacuum)')} AS "vacuumedAt", ${ms('last_vacuum')} AS "byHandAt"
  FROM pg_stat_user_tables`

const indexes = `
  SELECT format('%I.%I', s.schemaname, s.indexrelname) AS name, format('%I.%I', s.schemaname, s.relname) AS "table",
    pg_relation_size(s.indexrelid)::float8 AS bytes, s.idx_scan::float8 AS scans,
    i.indisunique AS "isUnique", i.indisvalid AS "isValid", pg_relation_filenode(s.indexrelid)::text AS file
  FROM pg_stat_user_indexes s JOIN pg_index i USING (indexrelid)`

const rows = async (client: Client, sql: string): Promise<Row[]> => (await client.query(sql)).rows

/** PostgreSQL as looks and plans read it. */
export const createPostgres = ({ read, within }: AskPostgres): Postgres => ({
  connections: target =>
    within(target, async client => {
      const all = await rows(
        client,
        `SELECT coalesce(state, 'starting') AS state, coalesce(usename, '') AS user, application_name AS application,
        count(*)::int AS count, coalesce(max(${msSince('state_change')}), 0) AS "oldestMs"
      FROM pg_stat_activity WHERE ${clients} GROUP BY 1, 2, 3 ORDER BY count(*) DESC LIMIT 100`,
      )
      const [{ most }] = await rows(client, `SELECT current_setting('max_connections')::int AS most`)
      return { all, most }
    }),

  queries: (target, longerThanMs) =>
    read(
      target,
      `SELECT pid, coalesce(usename, '') AS user, ${msSince('query_start')} AS ms, coalesce(state, '') AS state,
        coalesce(wait_event_type || ' ' || wait_event, '') AS "waitsFor", left(query, ${most.text}) AS query
      FROM pg_stat_activity WHERE ${clients} AND state <> 'idle' AND ${msSince('query_start')} > $1
      ORDER BY query_start LIMIT ${most.queries}`,
      [longerThanMs],
    ),

  async tables(target, named) {
    const rows = named
      ? await read(
          target,
          `${tables} WHERE relname = ANY($1) OR schemaname || '.' || relname = ANY($1) OR format('%I.%I', schemaname, relname) = ANY($1)`,
          [named],
        )
      : await read(target, `${tables} ORDER BY pg_total_relation_size(relid) DESC LIMIT ${most.tables}`)
    return rows.map(({ vacuumedAt, byHandAt, ...row }: Row) => ({
      ...row,
      ...(vacuumedAt !== null && { vacuumedAt }),
      ...(byHandAt !== null && { byHandAt }),
    }))
  },

  indexes: (target, table) =>
    table === undefined
      ? read(target, `${indexes} ORDER BY i.indisvalid, s.idx_scan, 3 DESC LIMIT ${most.indexes}`)
      : read(target, `${indexes} WHERE format('%I.%I', s.schemaname, s.relname) = $1 ORDER BY 1`, [table]),

  slow: target =>
    within(target, async client => {
      const columns = await rows(
        client,
        `SELECT n.nspname AS schema, a.attname AS name
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relname = 'pg_stat_statements' AND c.relkind = 'v' AND a.attname ~ '^(total|mean)_(exec_)?time$'`,
      )
      if (columns.length === 0) return undefined
      // Renamed in PostgreSQL 13.
      const kind = columns.some(({ name }: Row) => name === 'total_exec_time') ? 'exec_time' : 'time'
      const schema = `"${String(columns[0].schema).replaceAll('"', '""')}"`
      return rows(
        client,
        `SELECT left(query, ${most.text}) AS query, calls::float8 AS calls, total_${kind} AS "totalMs", mean_${kind} AS "meanMs"
      FROM ${schema}.pg_stat_statements ORDER BY total_${kind} DESC LIMIT ${most.statements}`,
      )
    }),

  idle: (target, longerThanMs) =>
    read(
      target,
      `SELECT pid, coalesce(usename, '') AS user, application_name AS application, coalesce(host(client_addr), 'local') AS from,
        ${msSince('state_change')} AS ms
      FROM pg_stat_activity WHERE ${isIdle} ORDER BY state_change LIMIT ${most.idle}`,
      [longerThanMs],
    ),
})
