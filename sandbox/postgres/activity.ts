import type { Rows } from './wire.ts'

const seconds = 1_000
const minutes = 60 * seconds

/** Who is connected, and since when each does what it does: several that do the same stand in one line. */
const sessions = [
  {
    times: 11,
    state: 'active',
    ms: 40,
    user: 'app',
    application: 'api',
    query: 'SELECT * FROM plans WHERE user_id = $1',
  },
  {
    times: 1,
    state: 'active',
    ms: 7 * minutes,
    user: 'reporting',
    application: 'reports',
    query: 'SELECT count(*) FROM events e JOIN plans p USING (user_id)',
  },
  {
    times: 1,
    state: 'idle in transaction',
    ms: 95 * seconds,
    user: 'app',
    application: 'worker',
    query: 'UPDATE bookings SET state = $1 WHERE id = $2',
  },
  { times: 26, state: 'idle', ms: 8 * seconds, user: 'app', application: 'api', query: 'COMMIT' },
  { times: 4, state: 'idle', ms: 21 * minutes, user: 'app', application: 'worker', query: 'COMMIT' },
].map((session, i) => ({ ...session, pid: 4_711 + 20 * i }))
type Session = (typeof sessions)[number]

/** What is asked of pg_stat_activity, by the names of the columns; undefined where something else is asked. */
export function activity(sql: string, [first]: string[], columns: string[]): Rows | undefined {
  if (!/\bFROM pg_stat_activity\b/i.test(sql)) return undefined
  const found = sessions.filter(session => isMeant(session, sql, first))
  if (/\bGROUP BY\b/i.test(sql)) return { columns, rows: groups(found, columns) }
  if (/^SELECT count\(/i.test(sql)) return { columns, rows: [[`${total(found)}`]] }
  const each = found.flatMap(session =>
    Array.from({ length: session.times }, (_, i) => ({ ...session, pid: session.pid + i })),
  )
  return { columns, rows: each.slice(0, 40).map(session => columns.map(name => told(name, [session]))) }
}

/** Only what the question says of states and times: `state <> 'idle'`, `> $1` in milliseconds, `interval '5 minutes'`. */
function isMeant({ state, ms }: Session, sql: string, first: string | undefined): boolean {
  const [, sign, wanted] = /\bstate (=|<>|!=) '([\w ]+)'/i.exec(sql) ?? []
  const isState = wanted === undefined || (sign === '=') === (state === wanted)
  const count = Number(/interval '(\d+) min/i.exec(sql)?.[1] ?? 0)
  const least = / > \$1/.test(sql) ? Number(first) : count * minutes
  return isState && ms >= least
}

/** One row for those that are alike in all columns but what is counted. */
function groups(found: Session[], columns: string[]): string[][] {
  const named = columns.filter(name => !/count|oldest/i.test(name))
  const alike = new Map<string, Session[]>()
  for (const session of found) {
    const key = JSON.stringify(named.map(name => told(name, [session])))
    alike.set(key, [...(alike.get(key) ?? []), session])
  }
  return [...alike.values()]
    .sort((a, b) => total(b) - total(a))
    .map(sessions => columns.map(name => told(name, sessions)))
}

const total = (all: Session[]): number => all.reduce((sum, { times }) => sum + times, 0)

function told(name: string, all: Session[]): string {
  const { pid, state, user, application, query } = all[0]!
  const oldest = Math.max(...all.map(({ ms }) => ms))
  if (/count/i.test(name)) return `${total(all)}`
  if (/ms$/i.test(name)) return `${oldest}`
  if (/duration|age|time/i.test(name)) return new Date(oldest).toISOString().slice(11, 19)
  if (/wait/i.test(name)) return ''
  if (/ended|terminate|cancel/.test(name)) return 't'
  if (/^from$|addr/i.test(name)) return '10.0.0.12'
  if (/datname|database/i.test(name)) return 'app'
  const known: Record<string, string> = { pid: `${pid}`, state, query, user, usename: user }
  return known[name] ?? (/application/i.test(name) ? application : '')
}
