import type { Rows } from './wire.ts'

interface Table {
  live: number
  dead: number
  bytes: number
  vacuumedAt: number
  byHandAt: number | null
  /** How often its index was built. */
  builds: number
}

/** What applications of these systems keep. */
const names = ['plans', 'events', 'bookings', 'availability_patterns', 'audit_log']

const day = 24 * 60 * 60_000

/** The tables of a PostgreSQL with what its catalogue tells of them, and what tidying them up makes of that. */
export function createTables(now: () => number) {
  const tables = new Map<string, Table>(
    names.map((name, i) => [
      `public.${name}`,
      {
        live: 128_400 - i * 21_000,
        dead: 1_204 + i * 310,
        bytes: 432_013_312 - i * 74_000_000,
        vacuumedAt: now() - (2 + i) * day,
        byHandAt: null,
        builds: 1,
      },
    ]),
  )
  const named = (list: string | undefined) =>
    [...tables].filter(([name]) => list === undefined || listed(list).some(one => fits(name, one)))

  return {
    /** Belay's own questions to the catalogue; undefined for any other. */
    answer(sql: string, [first]: string[]): Rows | undefined {
      // What is begun here is over at once.
      if (/WHERE (?:a\.)?application_name = \$1/.test(sql)) return { columns: ['done'], rows: [] }
      if (sql.includes('AS "byHandAt" FROM pg_stat_user_tables'))
        return {
          columns: ['name', 'bytes', 'live', 'dead', 'vacuumedAt', 'byHandAt'],
          rows: named(first).map(([name, one]) => [
            ...[name, `${one.bytes}`, `${one.live}`, `${one.dead}`, `${one.vacuumedAt}`],
            one.byHandAt === null ? null : `${one.byHandAt}`,
          ]),
        }
      if (sql.includes('FROM pg_stat_user_indexes s JOIN pg_index'))
        return {
          columns: ['name', 'table', 'bytes', 'scans', 'isUnique', 'isValid', 'file'],
          rows: named(first).map(([name, { bytes, builds }]) => [
            ...[`${name}_pkey`, name, `${Math.round(bytes / 8)}`, '128400', 't', 't', `file ${builds}`],
          ]),
        }
      return undefined
    },
    /** VACUUM and REINDEX of one of them. */
    change(sql: string): void {
      const [, verb, name = ''] = /^(VACUUM|REINDEX)\b.* (\S+)$/.exec(sql) ?? []
      const table = tables.get(name)
      if (!table) return
      if (verb === 'REINDEX') table.builds++
      else Object.assign(table, { dead: 0, byHandAt: now(), vacuumedAt: now() })
    },
  }
}

/** `{bookings,"audit_log"}`, as an array is sent; or a name alone. */
const listed = (list: string): string[] =>
  list
    .replace(/^\{|\}$/g, '')
    .split(',')
    .map(one => one.replaceAll('"', ''))

const fits = (name: string, wanted: string): boolean => name === wanted || name.endsWith(`.${wanted}`)
