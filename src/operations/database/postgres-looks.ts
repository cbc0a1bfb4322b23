import { z } from 'zod'
import { inWords } from '../../domain/duration.ts'
import { UserError } from '../../domain/errors.ts'
import type { Cell, Reading } from '../../domain/reading.ts'
import type { Postgres, PostgresTarget } from '../../ports/postgres.ts'
import type { Where } from '../operation.ts'
import type { Read } from '../read.ts'
import { databaseOf, lineFor, type Named } from './find.ts'

export type WithAddress = Named & { target: PostgresTarget }

/** A database that Belay may ask with a role that only reads. */
export function askable(where: Where, database: string): WithAddress {
  const named = databaseOf(where, database)
  const { url } = named.settings
  if (!url)
    throw new UserError(
      `Belay has no address of ${named.named} to ask PostgreSQL at: its system file would name a role that only reads, as \`url: { secret: … }\`.`,
    )
  return { ...named, target: { url, ...named.place } }
}

const one = z.object({ database: z.string() })
type One = z.infer<typeof one>

/** From this share of the most connections on, there are nearly too many. */
const nearlyAll = 0.8
/** From this share of dead rows on, and so many of them, a table wants to be vacuumed. */
const bloated = { share: 0.2, rows: 1_000 }

const look = (
  name: string,
  read: (named: WithAddress, where: Where, database: string) => Promise<Reading>,
): Read<One> => ({
  name,
  input: one,
  read: ({ database }, where) => read(askable(where, database), where, database),
})

const again = (name: string, where: Where, database: string) => ({
  label: 'Again',
  command: lineFor(name, where, database),
})

export const connections = (postgres: Postgres): Read<One> =>
  look('db connections', async ({ target, named }, where, database) => {
    const { all, most } = await postgres.connections(target)
    const count = all.reduce((sum, one) => sum + one.count, 0)
    const states = [...new Set(all.map(({ state }) => state))].map(state => {
      const of = all.filter(one => one.state === state).reduce((sum, one) => sum + one.count, 0)
      return `${of} ${state}`
    })
    const stuck = all.filter(({ state }) => state.startsWith('idle in transaction'))
    return {
      state: count >= most * nearlyAll ? 'unsettled' : 'fine',
      title: `${count} of ${most} connections to ${named}${states.length > 0 ? `: ${states.join(', ')}` : ''}`,
      lines: [
        ...(count >= most * nearlyAll ? ['Soon nobody can connect any more.'] : []),
        ...(stuck.length > 0 ? ['Some are idle within a transaction, and may hold locks.'] : []),
      ],
      table: {
        columns: ['Connections', 'State', 'User', 'Application', 'Oldest'],
        rows: all.map(one => [one.count, one.state, one.user, one.application, inWords(one.oldestMs)]),
      },
      offers: [
        { label: 'End what is idle', command: `${lineFor('db end-idle', where, database)} --older 10m` },
        { label: 'Long queries', command: lineFor('db queries', where, database) },
        again('db connections', where, database),
      ],
    }
  })

const longer = z.object({ database: z.string(), longerThanMs: z.int().nonnegative() })

export const queries = (postgres: Postgres): Read<z.infer<typeof longer>> => ({
  name: 'db queries',
  input: longer,
  async read({ database, longerThanMs }, where) {
    const { target, named } = askable(where, database)
    const all = await postgres.queries(target, longerThanMs)
    return {
      state: all.length > 0 ? 'unsettled' : 'fine',
      title: `${all.length === 0 ? 'Nothing runs' : `${all.length} run`} for longer than ${inWords(longerThanMs)} in ${named}`,
      table: {
        columns: ['For', 'State', 'Waits for', 'User', 'Query', 'Process'],
        rows: all.map(({ ms, state, waitsFor, user, query, pid }): Cell[] => [
          ...[inWords(ms), state, waitsFor, user, query.replace(/\s+/g, ' ')],
          `${pid}`,
        ]),
      },
      offers: [
        { label: 'Connections', command: lineFor('db connections', where, database) },
        again('db queries', where, database),
      ],
    }
  },
})

export const tables = (postgres: Postgres): Read<One> =>
  look('db tables', async ({ target, named }, where, database) => {
    const all = await postgres.tables(target)
    const share = (live: number, dead: number) => (live + dead > 0 ? dead / (live + dead) : 0)
    const poor = all.filter(one => one.dead > bloated.rows && share(one.live, one.dead) > bloated.share)
    return {
      state: poor.length > 0 ? 'unsettled' : 'fine',
      title: `The ${all.length} biggest tables of ${named}`,
      lines: poor.map(
        ({ name, live, dead }) => `${name}: ${percent(share(live, dead))} of its rows are dead.`,
      ),
      table: {
        columns: ['Table', 'Size', 'Rows', 'Dead', 'Dead share', 'Vacuumed'],
        rows: all.map((one): Cell[] => [
          ...[one.name, sizeOf(one.bytes), one.live, one.dead, percent(share(one.live, one.dead))],
          one.vacuumedAt === undefined ? 'never' : { at: one.vacuumedAt },
        ]),
      },
      offers: [
        ...poor.slice(0, 2).map(({ name }) => ({
          label: `Vacuum ${name}`,
          command: `${lineFor('db vacuum', where, database)} --tables ${name}`,
        })),
        { label: 'Indexes', command: lineFor('db indexes', where, database) },
        again('db tables', where, database),
      ],
    }
  })

export const indexes = (postgres: Postgres): Read<One> =>
  look('db indexes', async ({ target, named }, where, database) => {
    const all = await postgres.indexes(target)
    const idle = all.filter(({ scans, isUnique }) => scans === 0 && !isUnique)
    const broken = all.filter(({ isValid }) => !isValid)
    return {
      state: broken.length > 0 ? 'unsettled' : 'fine',
      title: `Indexes of ${named}, the least used first: ${idle.length} were never used`,
      lines: [
        ...broken.map(({ name }) => `${name} is invalid: it was not built to its end.`),
        ...(idle.length > 0
          ? [
              `Those that were never used take ${sizeOf(idle.reduce((sum, { bytes }) => sum + bytes, 0))}; a replica may use them all the same.`,
            ]
          : []),
      ],
      table: {
        columns: ['Index', 'Table', 'Size', 'Used', 'Remark'],
        rows: all.map(({ name, table, bytes, scans, isUnique, isValid }): Cell[] => [
          ...[name, table, sizeOf(bytes), scans],
          [isUnique ? 'unique' : '', isValid ? '' : 'invalid'].filter(Boolean).join(', '),
        ]),
      },
      offers: [again('db indexes', where, database)],
    }
  })

export const slow = (postgres: Postgres): Read<One> =>
  look('db slow', async ({ target, named }, where, database) => {
    const all = await postgres.slow(target)
    if (!all)
      throw new UserError(
        `${named} does not keep statistics of its statements: CREATE EXTENSION pg_stat_statements would, once it is among shared_preload_libraries.`,
        { label: 'Slow by its log', command: lineFor('db slow-log', where, database) },
      )
    return {
      title: `What took most of the time of ${named}`,
      table: {
        columns: ['Total', 'Calls', 'Mean ms', 'Statement'],
        rows: all.map(({ totalMs, calls, meanMs, query }): Cell[] => [
          ...[inWords(totalMs), calls, meanMs.toFixed(1), query.replace(/\s+/g, ' ')],
        ]),
      },
      offers: [
        { label: 'Slow by its log', command: lineFor('db slow-log', where, database) },
        again('db slow', where, database),
      ],
    }
  })

const percent = (share: number): string => `${Math.round(share * 100)} %`

export function sizeOf(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)))
  return `${Number((bytes / 1024 ** step).toPrecision(3))} ${units[step]}`
}
