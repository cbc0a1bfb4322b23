import type { Cell } from '../../domain/reading.ts'
import { sizeOf } from '../../domain/size.ts'
import type { Postgres } from '../../ports/postgres.ts'
import type { Read } from '../read.ts'
import { look, type One } from './ask-postgres.ts'
import { again, lineFor } from './find.ts'

/** From this share of dead rows on, and so many of them, a table wants to be vacuumed. */
const bloated = { share: 0.2, rows: 1_000 }

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

const percent = (share: number): string => `${Math.round(share * 100)} %`
