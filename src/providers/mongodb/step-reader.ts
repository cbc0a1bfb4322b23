import type { Db, Document, MongoClient } from 'mongodb'
import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { MongoTarget } from '../../ports/mongodb.ts'
import type { StepReader } from '../../ports/step-reader.ts'
import type { AskMongo } from './ask.ts'
import { cursor, documentsOf, most, unknown } from './cursor.ts'
import type { Call, Chain } from './expression.ts'

/** For so long MongoDB works on a question, in milliseconds. */
const maxTimeMS = 3_000

type Work = (db: Db, client: MongoClient) => Promise<unknown>

/** One expression of MongoDB's shell that only reads, by the driver. */
export const createMongoStepReader =
  (ask: AskMongo): StepReader<MongoTarget> =>
  async ({ input }, target) => {
    const text = String(input.expression).trim()
    const given = new Map(Object.entries((input.given ?? {}) as Record<string, string>))
    const { chainOf } = await import('./expression.ts')
    const work = shows[text.replace(/\s+/g, ' ')] ?? workOf(chainOf(text, given))
    const found = await ask(target, work)
    const { BSON } = await import('mongodb')
    return { json: JSON.parse(BSON.EJSON.stringify(found ?? null, { relaxed: true })) as Json }
  }

const shows: Record<string, Work> = {
  'show dbs': async (_, client) => (await client.db('admin').admin().listDatabases()).databases,
  'show collections': db => documentsOf(db.listCollections({}, { nameOnly: true })),
  'show tables': db => documentsOf(db.listCollections({}, { nameOnly: true })),
}

/** What the driver does for a chain of calls; a `UserError` where none of them is known to only read. */
function workOf({ of: [root, ...names], calls: [first, ...others] }: Chain): Work {
  if (root === 'rs' && first) return own(replicaSet, first, others)
  if (root !== 'db' || !first) throw unknown(first?.name ?? root ?? '')
  if (first.name === 'getCollection' && names.length === 0 && others[0])
    return ofCollection(String(first.args[0]), others[0], others.slice(1))
  return names.length === 0 ? own(database, first, others) : ofCollection(names.join('.'), first, others)
}

const command =
  (asked: Document): Work =>
  db =>
    db.command({ ...asked })
const ofAdmin =
  (asked: Document): Work =>
  (_, client) =>
    client.db('admin').command({ ...asked })

const database: Record<string, Work> = {
  stats: command({ dbStats: 1 }),
  serverStatus: ofAdmin({ serverStatus: 1 }),
  currentOp: ofAdmin({ currentOp: 1 }),
  hello: ofAdmin({ hello: 1 }),
  version: async (_, client) => (await client.db('admin').command({ buildInfo: 1 })).version,
  getCollectionNames: async db =>
    (await documentsOf(db.listCollections({}, { nameOnly: true }))).map(({ name }) => name),
  getCollectionInfos: db => documentsOf(db.listCollections()),
}
const replicaSet: Record<string, Work> = {
  status: ofAdmin({ replSetGetStatus: 1 }),
  conf: async (_, client) => (await client.db('admin').command({ replSetGetConfig: 1 })).config,
}

function own(known: Record<string, Work>, { name }: Call, others: Call[]): Work {
  if (!Object.hasOwn(known, name) || others.length > 0) throw unknown(others[0]?.name ?? name)
  return known[name]!
}

/** What runs JavaScript in the server, or writes, is no question. */
const forbidden = /^\$(?:where|function|accumulator|out|merge)$/

function harmless(value: unknown): Document {
  if (typeof value !== 'object' || value === null) return {}
  for (const [name, inner] of Object.entries(value)) {
    if (forbidden.test(name)) throw new UserError(`${name} is not carried out from a runbook.`)
    harmless(inner)
  }
  return value as Document
}

function ofCollection(collection: string, { name, args }: Call, others: Call[]): Work {
  const [first, second] = args.map(harmless)
  const how = { maxTimeMS, promoteValues: true }
  return async (db, client) => {
    const { BSON } = await import('mongodb')
    const [a, b] = [first, second].map(one => one && (BSON.EJSON.deserialize(one) as Document))
    const of = db.collection(collection)
    switch (name) {
      case 'find':
        return cursor(of.find(a ?? {}, { ...how, ...(b && { projection: b }) }), others)
      case 'aggregate':
        return cursor(of.aggregate((Array.isArray(a) ? a : []) as Document[], how), others)
      case 'findOne':
        return of.findOne(a ?? {}, { ...how, ...(b && { projection: b }) })
      case 'count':
      case 'countDocuments':
        return of.countDocuments(a ?? {}, how)
      case 'estimatedDocumentCount':
        return of.estimatedDocumentCount(how)
      case 'distinct':
        return (await of.distinct(String(args[0]), b ?? {}, how)).slice(0, most)
      case 'getIndexes':
        return of.indexes()
      case 'stats':
      case 'totalSize':
      case 'storageSize':
        return sizes(await db.command({ collStats: collection }), name)
      case 'validate':
        return client.db(db.databaseName).command({ validate: collection })
      default:
        throw unknown(name)
    }
  }
}

const sizes = (stats: Document, name: string): unknown =>
  name === 'stats'
    ? stats
    : name === 'totalSize'
      ? Number(stats.storageSize) + Number(stats.totalIndexSize)
      : stats.storageSize
