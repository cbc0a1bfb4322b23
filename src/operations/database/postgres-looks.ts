import { z } from 'zod'
import { inWords } from '../../domain/duration.ts'
import { UserError } from '../../domain/errors.ts'
import type { Cell } from '../../domain/reading.ts'
import type { Postgres } from '../../ports/postgres.ts'
import type { Read } from '../read.ts'
import { askable, look, type One } from './ask-postgres.ts'
import { again, lineFor } from './find.ts'

/** From this share of the most connections on, there are nearly too many. */
const nearlyAll = 0.8

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
        { label: 'End what is idle', command: lineFor('db end-idle', where, database) },
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

export const slow = (postgres: Postgres): Read<One> =>
  look('db slow', async ({ target, named }, where, database) => {
    const all = await postgres.slow(target)
    if (!all)
      throw new UserError(
        `${named} does not keep statistics of its statements: CREATE EXTENSION pg_stat_statements would, once it is among shared_preload_libraries.`,
        { label: 'Slow by its log', command: lineFor('db slow-log', where, database) },
      )
    const { queryMs } = where.settings.thresholds ?? {}
    const tooSlow = queryMs === undefined ? [] : all.filter(({ meanMs }) => meanMs > queryMs)
    return {
      ...(queryMs !== undefined && {
        state: tooSlow.length > 0 ? ('unsettled' as const) : ('fine' as const),
      }),
      title: `What took most of the time of ${named}`,
      lines:
        tooSlow.length > 0
          ? [`${tooSlow.length} of these take more than ${queryMs} ms in the mean, which is the threshold.`]
          : [],
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
