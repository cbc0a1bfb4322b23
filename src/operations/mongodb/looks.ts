import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { inWords } from '../../domain/duration.ts'
import { UserError } from '../../domain/errors.ts'
import type { Cell } from '../../domain/reading.ts'
import { sizeOf } from '../../domain/size.ts'
import type { MongoDb } from '../../ports/mongodb.ts'
import { again, databaseOf, lineFor } from '../database/find.ts'
import type { Where } from '../operation.ts'
import type { Read } from '../read.ts'

const one = z.object({ database: z.string() })
type One = z.infer<typeof one>

/** A MongoDB of the system file. */
function mongoOf(where: Where, database: string) {
  const { settings, place, named } = databaseOf(where, database)
  if (!settings.mongodb)
    throw new UserError(
      `${named} is no MongoDB: its system file would name one as \`mongodb: { url: { secret: … } }\`.`,
    )
  return { named, target: { url: settings.mongodb.url, ...place }, queries: settings.mongodb.queries }
}

export const mongoInfo = (mongodb: MongoDb): Read<One> => ({
  name: 'mongo info',
  input: one,
  async read({ database }, where) {
    const { target, named } = mongoOf(where, database)
    const found = await mongodb.info(target)
    const { current, available } = found.connections
    const { diskPercent = 100 } = where.settings.thresholds ?? {}
    const { disk } = found
    const used = disk && Math.round((disk.usedBytes / disk.bytes) * 100)
    const isFull = used !== undefined && used > diskPercent
    return {
      state: isFull ? 'unsettled' : 'fine',
      title: `${named} answers in ${Math.round(found.pingMs)} ms: MongoDB ${found.version}, ${sizeOf(found.dataBytes)}`,
      lines: isFull ? [`${used} % of its disk is used: ${diskPercent} % is the threshold.`] : [],
      table: {
        columns: ['What', 'Is'],
        rows: [
          ['Database', found.database],
          ['Collections', found.collections],
          ['Documents', found.documents],
          ['On disk', sizeOf(found.storageBytes)],
          ...(disk ? [['Its disk', `${used} % of ${sizeOf(disk.bytes)} used`]] : []),
          ['Indexes', sizeOf(found.indexBytes)],
          ['Connections', `${current} of ${(current + available).toLocaleString('en-US')}`],
          ['Up', inWords(found.upMs)],
        ],
      },
      offers: [
        { label: 'What runs', command: lineFor('mongo operations', where, database) },
        { label: 'Indexes', command: lineFor('mongo indexes', where, database) },
        again('mongo info', where, database),
      ],
    }
  },
})

export const mongoIndexes = (mongodb: MongoDb): Read<One> => ({
  name: 'mongo indexes',
  input: one,
  async read({ database }, where) {
    const { target, named } = mongoOf(where, database)
    const all = await mongodb.indexes(target)
    return {
      title: `${counted(all.length, 'index', 'indexes')} of ${named}`,
      table: {
        columns: ['Collection', 'Index', 'Keys'],
        rows: all.map(({ collection, name, keys }): Cell[] => [collection, name, keys]),
      },
      offers: [again('mongo indexes', where, database)],
    }
  },
})

/** From so many seconds on an operation takes long. */
const longS = 10

export const mongoOperations = (mongodb: MongoDb): Read<One> => ({
  name: 'mongo operations',
  input: one,
  async read({ database }, where) {
    const { target, named } = mongoOf(where, database)
    const all = await mongodb.operations(target)
    const long = all.filter(({ seconds }) => seconds >= longS)
    return {
      state: long.length > 0 ? 'unsettled' : 'fine',
      title: `${counted(all.length, 'operation runs', 'operations run')} in ${named}${long.length > 0 ? `, ${long.length} for longer than ${longS} s` : ''}`,
      table: {
        columns: ['For', 'Kind', 'Of', 'Plan', 'Client', 'Id'],
        rows: all.map(({ seconds, kind, namespace, plan, client, id }): Cell[] => [
          ...[inWords(seconds * 1000), kind, namespace, plan, client, id],
        ]),
      },
      offers: [again('mongo operations', where, database)],
    }
  },
})

const explaining = z.object({ database: z.string(), query: z.string().optional() })

/** How MongoDB finds what a query of the system file asks for. */
export const mongoExplain = (mongodb: MongoDb): Read<z.infer<typeof explaining>> => ({
  name: 'mongo explain',
  input: explaining,
  async read({ database, query: name }, where) {
    const { target, named, queries } = mongoOf(where, database)
    const names = Object.keys(queries)
    if (names.length === 0)
      throw new UserError(`The system file names no queries of ${named}: under \`mongodb.queries\` it would.`)
    const query = name !== undefined && Object.hasOwn(queries, name) ? queries[name] : undefined
    if (!query)
      throw new UserError(
        `Which query of ${named}? It has ${names.slice(0, 10).join(', ')}.`,
        ...names.slice(0, 5).map(one => ({
          label: one,
          command: `${lineFor('mongo explain', where, database)} --query ${one}`,
        })),
      )
    const found = await mongodb.explain(target, query)
    const isScan = found.stages.some(stage => stage.startsWith('COLLSCAN'))
    const { queryMs } = where.settings.thresholds ?? {}
    const isSlow = queryMs !== undefined && found.ms > queryMs
    return {
      state: isScan || isSlow ? 'unsettled' : 'fine',
      title: `${name} of ${named}: ${found.ms} ms, ${found.documents.toLocaleString('en-US')} documents looked at for ${found.returned}`,
      lines: [
        ...(isScan ? ['It looks at every document there is: no index fits it.'] : []),
        ...(isSlow ? [`It takes longer than ${queryMs} ms, which is the threshold.`] : []),
      ],
      table: {
        columns: ['What', 'Is'],
        rows: [
          ['Collection', query.collection],
          ['Stages', found.stages.join(' ← ')],
          ['Keys looked at', found.keys],
          ['Documents looked at', found.documents],
          ['Returned', found.returned],
        ],
      },
      offers: [{ label: 'Indexes', command: lineFor('mongo indexes', where, database) }],
    }
  },
})
