import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import type { Plan } from '../../domain/run/plan.ts'
import { sizeOf } from '../../domain/size.ts'
import { callOf } from '../../ports/calls/call.ts'
import { reindexTable, vacuumTable } from '../../ports/calls/postgres.ts'
import type { Postgres, TableState } from '../../ports/postgres.ts'
import type { Operation } from '../operation.ts'
import { type Tidied, tidy } from './tidied.ts'

const named = z.object({ database: z.string(), tables: z.array(z.string().min(1).max(130)).min(1).max(10) })
type Tables = z.infer<typeof named>

/** Something done to tables, one after the other. */
const ofTables = (
  postgres: Postgres,
  name: string,
  plan: (
    tables: TableState[],
    found: Tidied,
  ) => Promise<Pick<Plan, 'title' | 'shifts' | 'warnings' | 'calls'>>,
): Operation<Tables> => ({
  name,
  risk: 'change',
  input: named,
  async plan({ database, tables: typed }, where) {
    const found = tidy(where, database)
    const tables = await inCatalogue(postgres, found, typed)
    return { ...(await plan(tables, found)), now: [], resources: [found.resource] }
  },
})

/** The tables that are meant, as the catalogue has them: nothing that was typed reaches a statement. */
async function inCatalogue(
  postgres: Postgres,
  { as, named: whose }: Tidied,
  typed: string[],
): Promise<TableState[]> {
  // A name without quotes is in small letters to PostgreSQL, however it is typed.
  const small = typed.map(name => name.toLowerCase())
  const found = await postgres.tables(as, [...new Set([...typed, ...small])])
  return typed.map((name, i) => {
    const called = (wanted: string) =>
      found.filter(one => one.name === wanted || one.name.endsWith(`.${wanted}`))
    const exact = called(name)
    const fitting = exact.length > 0 ? exact : called(small[i]!)
    if (fitting.length === 1) return fitting[0]!
    throw new UserError(
      fitting.length === 0
        ? `${whose} has no table ${name.slice(0, 60)}. \`db tables\` has the biggest, as in: db tables {databases url}`
        : `${whose} has several tables ${name}: say which, as in ${fitting[0]!.name}`,
    )
  })
}

/** VACUUM ANALYZE of tables. */
export const vacuum = (postgres: Postgres): Operation<Tables> =>
  ofTables(postgres, 'db vacuum', async (tables, found) => {
    const names = tables.map(({ name }) => name).join(', ')
    return {
      title: `vacuum ${names} of ${found.named}`,
      shifts: tables.map(({ name, live, dead }) => ({
        from: `${name}: ${dead.toLocaleString('en-US')} dead rows of ${(live + dead).toLocaleString('en-US')}`,
        to: 'their room free again, statistics anew',
      })),
      warnings: ['It reads each table once, and is read and written meanwhile as ever.'],
      calls: tables.map(({ name, byHandAt }) =>
        callOf(vacuumTable, {
          on: name,
          sets: 'dead rows cleared away, statistics anew',
          params: { ...found.as, table: name, vacuumedAt: byHandAt ?? null },
        }),
      ),
    }
  })

/** REINDEX CONCURRENTLY of tables. */
export const reindex = (postgres: Postgres): Operation<Tables> =>
  ofTables(postgres, 'db reindex', async (tables, found) => {
    const of = await Promise.all(tables.map(({ name }) => postgres.indexes(found.as, name)))
    const none = of.findIndex(all => all.length === 0)
    if (none >= 0) throw new UserError(`${tables[none]!.name} has no indexes.`)
    return {
      title: `rebuild the indexes of ${tables.map(({ name }) => name).join(', ')}, ${found.named}`,
      shifts: tables.map(({ name }, i) => ({
        from: `${name}: ${counted(of[i]!.length, 'index', 'indexes')}, ${sizeOf(of[i]!.reduce((sum, { bytes }) => sum + bytes, 0))}`,
        to: 'built anew beside the old ones, then in their place',
      })),
      warnings: [
        'It takes room for another copy of each index, and is read and written meanwhile as ever. What is stopped half-way leaves an invalid index behind, which db indexes shows.',
      ],
      calls: tables.map(({ name }, i) =>
        callOf(reindexTable, {
          on: name,
          sets: 'its indexes built anew',
          params: {
            ...found.as,
            table: name,
            files: Object.fromEntries(of[i]!.map(index => [index.name, index.file])),
          },
        }),
      ),
    }
  })
