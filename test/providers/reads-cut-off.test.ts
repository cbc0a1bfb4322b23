import { describe, expect, it } from 'vitest'
import { createAlertmanager as simulateAlertmanager } from '../../sandbox/alertmanager/alertmanager.ts'
import { createDocker as simulateDocker } from '../../sandbox/docker/docker.ts'
import { createKubernetes as simulateKubernetes } from '../../sandbox/kubernetes/kubernetes.ts'
import { createMongoDb as simulateMongo } from '../../sandbox/mongodb/mongodb.ts'
import { createPostgres as simulatePostgres } from '../../sandbox/postgres/postgres.ts'
import { startRedis } from '../../sandbox/redis.ts'
import { OutsideError, UserError } from '../../src/domain/errors.ts'
import type { Caches } from '../../src/ports/caches.ts'
import type { Containers } from '../../src/ports/containers.ts'
import type { LogSource } from '../../src/ports/logs.ts'
import type { MongoDb } from '../../src/ports/mongodb.ts'
import type { Postgres } from '../../src/ports/postgres.ts'
import type { Silences } from '../../src/ports/silences.ts'
import type { Workloads } from '../../src/ports/workloads.ts'
import { createAlertmanager } from '../../src/providers/alertmanager/api.ts'
import { createSilences } from '../../src/providers/alertmanager/silences.ts'
import { createDocker } from '../../src/providers/docker/api.ts'
import { createContainers } from '../../src/providers/docker/containers.ts'
import { createContainerLogs } from '../../src/providers/docker/logs.ts'
import { createAccess, createCredentials } from '../../src/providers/kubernetes/access.ts'
import { createKubernetes } from '../../src/providers/kubernetes/api.ts'
import { createWorkloads } from '../../src/providers/kubernetes/workloads.ts'
import { createAsk as askingMongo } from '../../src/providers/mongodb/ask.ts'
import { createMongoDb } from '../../src/providers/mongodb/mongodb.ts'
import { createMongoStepReader } from '../../src/providers/mongodb/step-reader.ts'
import { createAsk as askingPostgres } from '../../src/providers/postgres/ask.ts'
import { createPostgres } from '../../src/providers/postgres/postgres.ts'
import { createPostgresStepReader } from '../../src/providers/postgres/step-reader.ts'
import { createAsk as askingRedis } from '../../src/providers/redis/ask.ts'
import { createCaches } from '../../src/providers/redis/caches.ts'
import { createRedisStepReader } from '../../src/providers/redis/step-reader.ts'
import type { Meeting } from '../gate.ts'
import { gated, mostOnItsWay } from './gated.ts'

/** What a service is asked by everything that reads it; one more that its port has wants to stand here. */
type Reads<Port> = { [Name in keyof Port]: () => Promise<unknown> } & Record<string, () => Promise<unknown>>

interface Service {
  /** Where it answers, and what lets go of it. */
  open(): Promise<{ url: string; close(): Promise<unknown> }>
  reads(at: () => string): Record<string, () => Promise<unknown>>
  /** How an answer begins that has no end. */
  vast: Buffer
  /** Its driver holds whatever comes, for as long as an answer may take: what that is depends on the machine. */
  endsByTime?: true
}

const secret = { secret: 'env:X' } as const
const canary = 'hunter22'
const closing = <T extends { url: string }>(one: T, close: () => Promise<unknown>) => ({
  url: one.url,
  close,
})
const vastJson = Buffer.from('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n[')
/** A message of PostgreSQL's with a row that is as long as one can be. */
const vastRow = Buffer.from([0x44, 0x7f, 0xff, 0xff, 0xff, 0, 1])

const services: Record<string, Service> = {
  Alertmanager: {
    open: async () => simulateAlertmanager(),
    vast: vastJson,
    reads(at) {
      const silences = createSilences(createAlertmanager({ rewrite: at }))
      const url = 'http://alertmanager:9093'
      return {
        list: () => silences.list(url),
        matching: () => silences.matching(url, []),
      } satisfies Reads<Silences>
    },
  },

  Docker: {
    async open() {
      const docker = await simulateDocker()
      docker.up('shop', 'web')
      return docker
    },
    vast: vastJson,
    reads(at) {
      const docker = createDocker({ secrets: { reveal: async () => '' }, rewrite: at })
      const containers = createContainers(docker)
      const target = { docker: { host: 'unix:///docker.sock' }, project: 'shop', service: 'web' }
      const logs = createContainerLogs(docker)
      const query = { from: 0, to: Date.now(), words: [] }
      const limits = { events: 100, lines: 100, timeoutMs: 2_500 }
      return {
        list: () => containers.list(target),
        usage: () => containers.usage(target),
        image: () => containers.image(target, 'web:latest'),
        search: () => logs.search(target, query, limits),
        last: () => logs.last(target, { from: 0, to: query.to }, limits),
      } satisfies Reads<Containers & LogSource<never>>
    },
  },

  Kubernetes: {
    open: () => simulateKubernetes({ now: Date.now }),
    vast: vastJson,
    reads(at) {
      const credentials = createCredentials({ secrets: { reveal: async () => canary }, rewrite: at })
      const workloads = createWorkloads(createKubernetes(createAccess(credentials)))
      const cluster = { url: 'https://cluster.example.com', token: secret }
      const target = { cluster, namespace: 'shop', deployment: 'web', container: 'app' }
      return {
        deployment: () => workloads.deployment(target),
        revisions: () => workloads.revisions(target),
        pods: () => workloads.pods(target),
        events: () => workloads.events(target),
        describe: () => workloads.describe(target, 'web-1'),
        usage: () => workloads.usage(target),
        autoscaler: () => workloads.autoscaler(target),
      } satisfies Reads<Workloads>
    },
  },

  Redis: {
    async open() {
      const redis = await startRedis()
      return closing(redis, redis.stop)
    },
    vast: Buffer.from('$2000000000\r\n'),
    reads(at) {
      const ask = askingRedis({ secrets: { reveal: async () => '' }, rewrite: at })
      const target = { url: 'redis://cache:6379' }
      const caches = createCaches(ask)
      const step = createRedisStepReader(ask)
      return {
        info: () => caches.info(target),
        count: () => caches.count(target, 'plan:*'),
        size: () => caches.size(target),
        step: () => step({ operation: 'GET', input: { args: ['plan'] } }, target),
      } satisfies Reads<Caches>
    },
  },

  PostgreSQL: {
    open: async () => simulatePostgres({ now: Date.now }),
    vast: vastRow,
    reads(at) {
      const reveal = async () => `postgres://looker:${canary}@db/app`
      const ask = askingPostgres({ secrets: { reveal }, rewrite: at })
      const target = { url: secret }
      const postgres = createPostgres(ask)
      const step = createPostgresStepReader(ask)
      return {
        connections: () => postgres.connections(target),
        queries: () => postgres.queries(target, 0),
        tables: () => postgres.tables(target),
        indexes: () => postgres.indexes(target),
        slow: () => postgres.slow(target),
        idle: () => postgres.idle(target, 0),
        step: () => step({ operation: 'sql', input: { statement: 'SELECT 1 AS one' } }, target),
      } satisfies Reads<Postgres>
    },
  },

  MongoDB: {
    open: async () => simulateMongo(),
    endsByTime: true,
    vast: Buffer.from([0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0, 0xdd, 7, 0, 0]),
    reads(at) {
      const ask = askingMongo({
        secrets: { reveal: async () => `mongodb://looker:${canary}@db/shop` },
        rewrite: at,
      })
      const target = { url: secret }
      const mongo = createMongoDb(ask)
      const step = createMongoStepReader(ask)
      return {
        info: () => mongo.info(target),
        indexes: () => mongo.indexes(target),
        operations: () => mongo.operations(target),
        explain: () => mongo.explain(target, { collection: 'trips', filter: {} }),
        step: () => step({ operation: 'expression', input: { expression: 'db.stats()' } }, target),
      } satisfies Reads<MongoDb>
    },
  },
}

const troubles = (vast: Buffer): Record<string, Meeting> => ({
  hanging: { arrives: false, hears: 'nothing' },
  cut: { arrives: false, hears: 'end' },
  garbled: { arrives: false, hears: Buffer.from('<html>A proxy says: later\r\n\r\n') },
  'vast, and never at its end,': { arrives: false, hears: vast, floods: true },
})

/** Several times what the slowest may take, on a machine that is busy. */
const longestMs = 40_000
/** Of an image nobody can tell where it is. */
const sentence =
  /^(?:unknown|\w+Error: (?:\w+ did not answer|\w+ cannot be reached|It answered more than)\b.+)$/

describe.each(Object.entries(services))('%s that is', (_, { open, reads, vast, endsByTime }) => {
  const gate = gated(open)
  const all = reads(() => gate().url)

  it.each(Object.entries(troubles(vast)))(
    '%s is told of by one sentence, at whatever reads it',
    async (_, meeting) => {
      gate().meetsAll(meeting)
      const told = await Promise.all(
        Object.entries(all).map(async ([name, read]) => {
          const began = performance.now()
          const thrown = await read().catch((error: unknown) => error)
          return [name, thrown, performance.now() - began] as const
        }),
      )
      const poured = gate().poured()
      gate().meetsAll()
      const wrong = told.filter(
        ([, thrown, ms]) =>
          ms > longestMs ||
          !(thrown === 'unknown' || thrown instanceof OutsideError || thrown instanceof UserError) ||
          !sentence.test(`${thrown}`) ||
          `${thrown}`.includes(canary),
      )
      expect(wrong).toEqual([])
      if (!endsByTime) expect(poured).toBeLessThan(mostOnItsWay)
    },
  )
})
