import type { Document } from 'mongodb'
import type { MongoDb } from '../../ports/mongodb.ts'
import { type AskMongo, callMs } from './ask.ts'

const mostCollections = 50

/** A MongoDB as looks read it. */
export const createMongoDb = (ask: AskMongo): MongoDb => ({
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
        ...(Number(stats.fsTotalSize) > 0 && {
          disk: { usedBytes: Number(stats.fsUsedSize ?? 0), bytes: Number(stats.fsTotalSize) },
        }),
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
})

const keysOf = (key: Document): string =>
  Object.entries(key)
    .map(([name, way]) => `${name} ${way}`)
    .join(', ')

function stagesOf(plan: Document | undefined): string[] {
  if (!plan) return []
  const own = [plan.stage, plan.indexName].filter(Boolean).join(' ')
  return [own, ...stagesOf(plan.inputStage ?? plan.inputStages?.[0])]
}
