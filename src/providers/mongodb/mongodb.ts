import type { Db, Document, MongoClient } from 'mongodb'
import { OutsideError } from '../../domain/errors.ts'
import type { MongoDb, MongoTarget } from '../../ports/mongodb.ts'
import type { Secrets } from '../../ports/secrets.ts'

export interface MongoDeps {
  secrets: Secrets
  /** Where an address is to be looked for instead of where it says. */
  rewrite?: (url: string) => string
}

/** How long finding the server, and one question, may take, in milliseconds. */
const callMs = 4_000
const mostCollections = 50

/** Asks a MongoDB over a connection of its own, through its driver, which is loaded when it is first used. */
export function createMongoDb({ secrets, rewrite = url => url }: MongoDeps): MongoDb {
  async function ask<T>({ url, ...vault }: MongoTarget, work: (db: Db, client: MongoClient) => Promise<T>) {
    const address = await secrets.reveal(url, vault)
    if (!/^mongodb(?:\+srv)?:\/\//.test(address))
      throw refused('Its address is not mongodb://host:port/database.')
    let client: MongoClient | undefined
    try {
      const { MongoClient } = await import('mongodb')
      client = new MongoClient(rewrite(address), {
        ...{ appName: 'belay', maxPoolSize: 2, retryReads: false, readPreference: 'primaryPreferred' },
        ...{ serverSelectionTimeoutMS: callMs, connectTimeoutMS: callMs, socketTimeoutMS: callMs },
      })
      return await work(client.db(), client)
    } catch (error) {
      throw inWords(error)
    } finally {
      await client?.close().catch(() => {}) // It is closed already.
    }
  }

  return {
    info: target =>
      ask(target, async (db, client) => {
        const began = performance.now()
        await db.command({ ping: 1 })
        const pingMs = performance.now() - began
        const stats = await db.command({ dbStats: 1 })
        const server = await client.db('admin').command({ serverStatus: 1 })
        return {
          version: `${server.version ?? ''}`,
          pingMs,
          upMs: Number(server.uptimeMillis ?? 0),
          connections: {
            current: Number(server.connections?.current ?? 0),
            available: Number(server.connections?.available ?? 0),
          },
          database: db.databaseName,
          collections: Number(stats.collections ?? 0),
          documents: Number(stats.objects ?? 0),
          dataBytes: Number(stats.dataSize ?? 0),
          storageBytes: Number(stats.storageSize ?? 0),
          indexBytes: Number(stats.indexSize ?? 0),
        }
      }),

    indexes: target =>
      ask(target, async db => {
        const collections = await db.listCollections({}, { nameOnly: true }).toArray()
        const names = collections.map(({ name }) => name).filter(name => !name.startsWith('system.'))
        const found = []
        for (const collection of names.sort().slice(0, mostCollections))
          for (const { name = '', key } of await db.collection(collection).indexes())
            found.push({ collection, name, keys: keysOf(key) })
        return found
      }),

    operations: target =>
      ask(target, async (_, client) => {
        const { inprog = [] } = await client.db('admin').command({ currentOp: 1, active: true })
        return (inprog as Document[])
          .map(one => ({
            id: `${one.opid ?? ''}`,
            seconds: Number(one.secs_running ?? 0),
            kind: `${one.op ?? ''}`,
            namespace: `${one.ns ?? ''}`,
            client: `${one.client ?? ''}`,
            plan: `${one.planSummary ?? ''}`,
          }))
          .sort((a, b) => b.seconds - a.seconds)
      }),

    explain: (target, { collection, filter, sort }) =>
      ask(target, async db => {
        const command = { find: collection, filter, ...(sort && { sort }) }
        const { queryPlanner, executionStats = {} } = await db.command({
          explain: command,
          verbosity: 'executionStats',
          maxTimeMS: callMs,
        })
        return {
          stages: stagesOf(queryPlanner?.winningPlan?.queryPlan ?? queryPlanner?.winningPlan),
          returned: Number(executionStats.nReturned ?? 0),
          documents: Number(executionStats.totalDocsExamined ?? 0),
          keys: Number(executionStats.totalKeysExamined ?? 0),
          ms: Number(executionStats.executionTimeMillis ?? 0),
        }
      }),
  }
}

const keysOf = (key: Document): string =>
  Object.entries(key)
    .map(([name, way]) => `${name} ${way}`)
    .join(', ')

function stagesOf(plan: Document | undefined): string[] {
  if (!plan) return []
  const own = [plan.stage, plan.indexName].filter(Boolean).join(' ')
  return [own, ...stagesOf(plan.inputStage ?? plan.inputStages?.[0])]
}

const refused = (message: string): OutsideError =>
  new OutsideError(message, { service: 'mongodb', fault: 'refused', effect: 'none' })

/** MongoDB's own codes. No error of the driver's leaves here: it may hold the address. */
function inWords(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof OutsideError) return error
  const code = 'code' in error && typeof error.code === 'number' ? error.code : undefined
  if (code === 18) return refused('MongoDB does not let Belay in: check the user and password in its secret.')
  if (code === 13)
    return refused("Belay's user of MongoDB may not do that: the roles read and clusterMonitor let it look.")
  if (code === 50) return refused('MongoDB took longer than Belay lets it: it is busy.')
  if (code !== undefined && error.name === 'MongoServerError') {
    const name = 'codeName' in error ? `${error.codeName}` : `${code}`
    return refused(`MongoDB refused it (${name}).`)
  }
  return new OutsideError(`MongoDB did not answer in ${callMs / 1000} s, or cannot be reached.`, {
    ...{ service: 'mongodb', fault: 'away', effect: 'none' },
  })
}
