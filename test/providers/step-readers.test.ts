import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SimulatedDocker, createDocker as simulateDocker } from '../../sandbox/docker/docker.ts'
import { type SimulatedGithub, shaOf, createGithub as simulateGithub } from '../../sandbox/github/github.ts'
import { nodeObject, serviceObject } from '../../sandbox/kubernetes/furnish-others.ts'
import { type SimulatedMongoDb, createMongoDb as simulateMongo } from '../../sandbox/mongodb/mongodb.ts'
import { type LocalRedis, startRedis } from '../../sandbox/redis.ts'
import type { Json } from '../../src/domain/run/plan.ts'
import type { NamedPlace } from '../../src/domain/runbook/named-place.ts'
import { createDocker } from '../../src/providers/docker/api.ts'
import { createContainers } from '../../src/providers/docker/containers.ts'
import { createContainerLogs } from '../../src/providers/docker/logs.ts'
import { createDockerStepReader } from '../../src/providers/docker/step-reader.ts'
import { createGithub } from '../../src/providers/github/api.ts'
import { createGithubStepReader } from '../../src/providers/github/step-reader.ts'
import { createWorkflows } from '../../src/providers/github/workflows.ts'
import { createKubernetesStepReader } from '../../src/providers/kubernetes/step-reader.ts'
import { createAsk as askingMongo } from '../../src/providers/mongodb/ask.ts'
import { createMongoStepReader } from '../../src/providers/mongodb/step-reader.ts'
import { createAsk as askingRedis } from '../../src/providers/redis/ask.ts'
import { createRedisStepReader } from '../../src/providers/redis/step-reader.ts'
import { tooMuch } from '../../src/providers/too-much.ts'
import { began, cluster, target as deployment, template } from './kubernetes/cluster.ts'

const reveal = async () => ''
type Input = Record<string, Json>

describe('redis-cli', () => {
  let server: LocalRedis
  let redis: Redis
  const read = (operation: string, ...args: string[]) =>
    createRedisStepReader(askingRedis({ secrets: { reveal } }))(
      { operation, input: { args } },
      { url: `${server.url}/1` },
    ) as Promise<{ text: string; about?: string }>

  beforeAll(async () => {
    server = await startRedis()
    redis = new Redis(`${server.url}/1`)
    await redis.mset(Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`plan:${i}`, 'x'])))
    await redis.mset(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`rare:${i}`, 'x'])))
    await redis.hset('user', { name: 'ana', city: 'Lisbon' })
  })
  afterAll(async () => {
    redis.disconnect()
    await server.stop()
  })

  it('prints what it would print into a pipe', async () => {
    expect((await read('PING')).text).toBe('PONG')
    expect((await read('INFO', 'stats')).text).toContain('keyspace_hits:')
    expect((await read('HGETALL', 'user')).text).toBe('name\nana\ncity\nLisbon')
    expect((await read('GET', 'nothing')).text).toBe('')
  })

  it('asks for no more than can be read, and for a part of it', async () => {
    await redis.setrange('vast', 6_000_000, 'x')
    await expect(read('GET', 'vast')).rejects.toThrow(
      'vast has 6000001 bytes, and Belay reads up to 5000000: narrow what is asked for.',
    )
    await redis.rpush('row', ...Array.from({ length: 20_001 }, () => 'x'))
    await expect(read('LRANGE', 'row', '0', '-1')).rejects.toThrow('row has 20001 items')
    await expect(read('LRANGE', 'row', '0', '99999')).rejects.toThrow('row has 20001 items')
    await expect(read('LRANGE', 'row', '-99999', '-1')).rejects.toThrow('row has 20001 items')
    expect((await read('LRANGE', 'row', '0', '2')).text).toBe('x\nx\nx')
    expect((await read('LRANGE', 'row', '-2', '-1')).text).toBe('x\nx')
    await redis.zadd('ranks', ...Array.from({ length: 20_001 }, (_, i) => [i, `m${i}`]).flat())
    await expect(read('ZRANGE', 'ranks', '-inf', '+inf', 'BYSCORE')).rejects.toThrow(
      'ranks has 20001 members',
    )
    expect((await read('ZRANGE', 'ranks', '0', '1', 'WITHSCORES')).text).toBe('m0\n0\nm1\n1')
    expect((await read('ZRANGE', 'ranks', '5', '+inf', 'BYSCORE', 'LIMIT', '0', '2')).text).toBe('m5\nm6')
    await redis.hset('wide', Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`f${i}`, 'x'])))
    await expect(read('HKEYS', 'wide')).rejects.toThrow('wide has 20001 fields')
    await redis.del('vast', 'row', 'ranks', 'wide')
  })

  it('prints nothing that is kept under the name of a secret', async () => {
    await redis.hset('clerk', { name: 'ben', password: 'hunter2' })
    await redis.set('user:7:api_key', 'hunter2')
    expect((await read('HGETALL', 'clerk')).text).toBe('name\nben\npassword\n[secret]')
    expect((await read('HGET', 'clerk', 'password')).text).toBe('[secret]')
    expect((await read('GET', 'user:7:api_key')).text).toBe('[secret]')
    expect((await read('TYPE', 'user:7:api_key')).text).toBe('string')
  })

  it('asks no other place than the one that a step means', async () => {
    const reader = createRedisStepReader(askingRedis({ secrets: { reveal: async () => `${server.url}/1` } }))
    const ask = (meant: NamedPlace) =>
      reader({ operation: 'PING', input: {} }, { url: { secret: 'env:CACHE' }, meant })
    await expect(ask({ database: '0' })).rejects.toThrow(
      'The step names /0, and the address in the system file',
    )
    expect(await ask({ host: '127.0.0.1', database: '1' })).toMatchObject({ text: 'PONG' })
  })

  it('finds keys without holding anybody up, as many as can be read', async () => {
    const keys = (await read('KEYS', 'plan:*')).text.split('\n')
    expect(keys).toHaveLength(1_000)
    expect(keys.every(key => key.startsWith('plan:'))).toBe(true)
    expect((await read('KEYS', 'rare:*')).text.split('\n')).toHaveLength(20)
  })

  it('shows no password of its configuration', async () => {
    await redis.config('SET', 'requirepass', 'hunter2')
    redis.disconnect()
    redis = new Redis(`${server.url}/1`, { password: 'hunter2' })
    const url = `${server.url.replace('redis://', 'redis://:hunter2@')}/1`
    const reader = createRedisStepReader(askingRedis({ secrets: { reveal } }))
    const found = await reader({ operation: 'CONFIG', input: { args: ['GET', '*pass*'] } }, { url })
    expect(found).toMatchObject({ text: expect.stringContaining('requirepass: [secret]') })
    expect(JSON.stringify(found)).not.toContain('hunter2')
    await redis.config('SET', 'requirepass', '')
  })
})

describe('mongosh', () => {
  let server: SimulatedMongoDb
  const read = (expression: string, given: Record<string, string> = {}) =>
    createMongoStepReader(askingMongo({ secrets: { reveal: async () => server.url } }))(
      { operation: 'expression', input: { expression, given } },
      { url: { secret: 'env:MONGO' } },
    )
  beforeAll(async () => {
    server = await simulateMongo()
  })
  afterAll(() => server.close())

  it('reads by the driver what the shell would', async () => {
    expect(await read('db.trips.getIndexes()')).toMatchObject({
      json: [{ name: '_id_' }, { name: 'by_user' }],
    })
    expect(await read('db.stats()')).toMatchObject({ json: { objects: 128_400 } })
    expect(await read('show collections')).toMatchObject({ json: [{ name: 'trips' }, { name: 'users' }] })
    const explained = await read(
      'db.trips.find({ userId: "7" }).sort({ startsAt: -1 }).explain("executionStats")',
    )
    expect(explained).toMatchObject({ json: { executionStats: { nReturned: 12 } } })
    expect(server.asked.at(-1)).toMatchObject({
      explain: { find: 'trips', filter: { userId: '7' }, sort: { startsAt: -1 } },
    })
  })

  it('takes what was filled in for one value', async () => {
    const asked = (id: string) => read('db.trips.find({ userId: "blank0$" }).explain()', { blank0$: id })
    await asked('", $where: "sleep(1)')
    expect(server.asked.at(-1)).toMatchObject({ explain: { filter: { userId: '", $where: "sleep(1)' } } })
  })

  it('holds no more of what is found than 20 MB, and asks for no more', async () => {
    const trip = { notes: 'x'.repeat(1_000_000) }
    const found = (count: number) => Array.from({ length: count / 4 }, () => [trip, trip, trip, trip])
    server.holds(found(12))
    expect(await read('db.trips.find({})')).toMatchObject({ json: { length: 12 } })
    server.asked.length = 0
    server.holds(found(48))
    await expect(read('db.trips.find({})')).rejects.toThrow(tooMuch().message)
    const asked = server.asked.map(command => Object.keys(command)[0])
    expect(asked).toEqual(['find', ...Array.from({ length: 4 }, () => 'getMore'), 'killCursors'])
  })

  it.each([
    ['db.trips.deleteMany({})', 'Belay reads nothing by deleteMany()'],
    ['db.trips.find({ $where: "sleep(1)" })', '$where is not carried out from a runbook.'],
    ['db.trips.aggregate([{ $out: "other" }])', '$out is not carried out from a runbook.'],
    ['db.trips.find({ n: process.exit() })', 'and not "process.exit(…)"'],
    ['db.trips.find(', 'Belay reads calls such as'],
    ['db.trips.find({}); db.dropDatabase()', 'and not'],
    ['db.shutdownServer()', 'Belay reads nothing by shutdownServer()'],
  ])('%s is refused', async (expression, why) => {
    await expect(read(expression)).rejects.toThrow(why)
  })
})

describe('kubectl', () => {
  let one: Awaited<ReturnType<typeof cluster>>
  let read: (operation: string, names: string[], input?: Input) => Promise<unknown>
  beforeAll(async () => {
    one = await cluster()
    one.anew()
    const reader = createKubernetesStepReader({
      kubernetes: one.api,
      workloads: one.workloads,
      now: () => began,
    })
    read = (operation, names, input = {}) => reader({ operation, input: { names, ...input } }, [deployment])
  })
  afterAll(() => one.kubernetes.close())

  it('shows pods, deployments and roll-outs as it does, of what the system names', async () => {
    expect(await read('get', ['pods'])).toMatchObject({
      rows: {
        columns: ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
        rows: [
          [expect.stringMatching(/^web-/), '2/2', 'Running', '0', expect.any(String)],
          expect.anything(),
        ],
      },
    })
    expect(await read('get', ['deploy', 'web'])).toMatchObject({
      rows: { rows: [['web', '2/2', '2', '2', expect.any(String)]] },
    })
    expect(await read('rollout status', ['status', 'deployment/web'])).toEqual({
      text: 'deployment "web" successfully rolled out: 2 of 2 new pods serve',
    })
    expect(await read('top', ['pods'])).toMatchObject({
      rows: { rows: [[expect.anything(), '120m', '180Mi'], expect.anything()] },
    })
    for (const [l, count] of [
      ['app=web', 2],
      ['app!=web', 0],
    ] as const)
      expect(((await read('top', ['pods'], { l })) as { rows: { rows: Json[] } }).rows.rows).toHaveLength(
        count,
      )
    expect(await read('top', ['nodes'], { selector: 'role=db' })).toMatchObject({ rows: { rows: [] } })
    expect(await read('rollout history', ['history', 'deployment/web'])).toMatchObject({
      rows: { rows: [[2, ...Array(3).fill(expect.anything())], expect.anything()] },
    })
  })

  it('shows pods and deployments whole, for jq, without commands and what tools have noted', async () => {
    const { json } = (await read('get', ['pods'], { o: 'json' })) as { json: { items: Json[] } }
    expect(json.items).toHaveLength(2)
    expect(json.items[0]).toMatchObject({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: expect.stringMatching(/^web-/), labels: { app: 'web' } },
      spec: { containers: [{ name: 'app', env: [{ name: 'POOL', value: '10' }] }, { name: 'proxy' }] },
      status: { containerStatuses: [{ ready: true }, {}] },
    })
    const [first] = template('web:two').spec.containers
    one.kubernetes.set('shop', 'web', {
      template: {
        ...template('web:two'),
        spec: {
          containers: [
            {
              ...first!,
              env: [{ name: 'DATABASE_URL', value: 'postgres://ana:hunter2@db/shop' }],
              command: ['run', 'hunter2'],
              args: ['--key', 'hunter2'],
            },
          ],
        },
      },
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': '{"password":"hunter2"}',
        team: 'shop',
      },
    })
    const web = await read('get', ['deployment/web'], { o: 'json' })
    expect(web).toMatchObject({
      json: { metadata: { name: 'web', annotations: { team: 'shop' } }, spec: { replicas: 2 } },
      about: 'without commands',
    })
    expect(JSON.stringify(web)).not.toContain('hunter2')
    one.anew()
  })

  it('shows what else is in the namespaces, of the cluster, and of another team nothing', async () => {
    const service = (namespace: string, name: string) =>
      serviceObject({ namespace, name, at: began - 3_600_000 })
    one.kubernetes.put('services', [service('shop', 'web'), service('shop', 'db'), service('bank', 'vault')])
    one.kubernetes.put('nodes', [nodeObject('node-1', began - 9e8), nodeObject('node-2', began - 9e8)])
    const columns = ['NAME', 'TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)', 'AGE']
    expect(await read('get', ['svc'])).toEqual({
      rows: {
        columns,
        rows: ['web', 'db'].map(name => [name, 'ClusterIP', '10.96.14.3', '<none>', '80/TCP', '60m']),
      },
    })
    expect(await read('get', ['svc'], { o: 'wide', l: 'app=db' })).toMatchObject({
      rows: {
        columns: [...columns, 'SELECTOR'],
        rows: [['db', ...Array(5).fill(expect.anything()), 'app=db']],
      },
    })
    expect(await read('get', ['service', 'db'], { o: 'json' })).toMatchObject({
      json: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'db' } },
    })
    expect(await read('get', ['deploy,svc'], { o: 'name' })).toEqual({
      text: 'deployment.apps/web\nservice/web\nservice/db',
    })
    expect(await read('get', ['svc,no'])).toMatchObject({
      rows: {
        rows: [
          ['service/web', ...Array(7).fill(expect.anything())],
          expect.anything(),
          ['node/node-1', ...Array(7).fill(expect.anything())],
          expect.anything(),
        ],
      },
    })
    expect(await read('get', ['svc'], { sortBy: ['metadata', 'name'] })).toMatchObject({
      rows: { rows: [['db', 'ClusterIP', ...Array(4).fill(expect.anything())], expect.anything()] },
    })
    const chosenBy = async (l: string) =>
      ((await read('get', ['deploy,svc'], { l, o: 'name' })) as { text: string }).text
    expect(await chosenBy('app=web')).toBe('deployment.apps/web\nservice/web')
    expect(await chosenBy('app!=web')).toBe('service/db')
    await expect(chosenBy('app in (web)')).rejects.toThrow('Belay does not pick by app in (web)')
    await expect(read('get', ['svc', 'vault'])).rejects.toThrow('There is no service vault among those')
    expect(await read('top', ['nodes'])).toEqual({
      rows: {
        columns: ['NAME', 'CPU(cores)', 'CPU%', 'MEMORY(bytes)', 'MEMORY%'],
        rows: ['node-1', 'node-2'].map(name => [name, '640m', '16%', '3072Mi', '19%']),
      },
    })
  })

  it('a refusal names what is to be allowed, and where', async () => {
    one.kubernetes.fault('list configmaps', 'denied')
    await expect(read('get', ['cm'])).rejects.toThrow(
      'Rule to add to its Role: {"apiGroups":[""],"resources":["configmaps"],"verbs":["list"]}',
    )
    one.kubernetes.fault('list nodes', 'denied')
    await expect(read('get', ['nodes'])).rejects.toThrow('Rule to add to its ClusterRole:')
    one.anew()
  })

  it('of the events of a namespace those of its deployments, the last last', async () => {
    const event = (name: string, reason: string, at: number) =>
      one.kubernetes.tell({ kind: 'Deployment', name, reason, message: 'm', type: 'Warning', at })
    event('web', 'Second', began - 60_000)
    event('another', 'Else', began)
    event('web', 'First', began - 120_000)
    expect(await read('get', ['events'], { sortBy: ['lastTimestamp'] })).toMatchObject({
      rows: {
        rows: [
          ['2m', 'Warning', 'First', 'deployment/web', 'm'],
          ['1m', 'Warning', 'Second', 'deployment/web', 'm'],
        ],
      },
    })
  })

  it('shows the log of a pod, and of all of a deployment', async () => {
    one.kubernetes.set('shop', 'web', {
      lines: [
        { at: began, text: 'first' },
        { at: began, text: 'second' },
      ],
    })
    const { rows } = (await read('get', ['po'])) as { rows: { rows: string[][] } }
    const [pod] = rows.rows[0]!
    expect(await read('logs', [pod!])).toMatchObject({ text: expect.stringContaining('first') })
    expect(await read('logs', ['deployment/web'], { tail: '5' })).toMatchObject({
      text: expect.stringContaining('second'),
    })
    expect(await read('logs', [], { l: 'app=web' })).toMatchObject({
      text: expect.stringContaining('second'),
    })
    await expect(read('logs', [])).rejects.toThrow(
      'kubectl logs takes a pod, deployment/name, or -l app=name.',
    )
    await expect(read('logs', ['deployment/other'])).rejects.toThrow('There is no pod or deployment other')
    expect(await read('describe', ['pod', pod!])).toMatchObject({ text: expect.stringContaining(pod!) })
  })

  it.each([
    ['get', ['secrets'], 'Belay reads no secrets of a cluster'],
    ['get', ['podz'], 'Belay reads no podz of a cluster: pods is meant?'],
    ['describe', ['pod', 'another'], 'There is no pod another'],
    [
      'rollout status',
      ['status', 'deployment/other'],
      "The system's file names no deployment other: it has web.",
    ],
    ['delete', ['pod', 'x'], 'Belay does not carry out kubectl delete'],
  ])('%s %s is refused', async (operation, names, why) => {
    await expect(read(operation, names)).rejects.toThrow(why)
  })
})

describe('docker', () => {
  const now = Date.parse('2026-11-25T02:14:00Z')
  let simulated: SimulatedDocker
  let read: (operation: string, names?: string[], input?: Input) => Promise<unknown>
  beforeAll(async () => {
    simulated = await simulateDocker({ now: () => now })
    simulated.up('shop', 'web', { image: 'web:1', lines: [{ at: now - 1_000, text: 'ERROR one' }] })
    simulated.up('shop', 'cache', { image: 'redis:7' })
    simulated.up('another', 'web')
    const docker = createDocker({ secrets: { reveal }, rewrite: () => simulated.url })
    const containers = createContainers(docker)
    const reader = createDockerStepReader({
      docker,
      containers,
      logs: createContainerLogs(docker) as never,
      now: () => now,
    })
    const place = { docker: { host: 'unix:///docker.sock' }, project: 'shop' }
    const targets = ['web', 'cache'].map(service => ({ ...place, service }))
    read = (operation, names = [], input = {}) => reader({ operation, input: { names, ...input } }, targets)
  })
  afterAll(() => simulated.close())

  it('shows containers, what they use, print and run, of what the system names', async () => {
    expect(await read('compose ps')).toMatchObject({
      rows: {
        rows: [
          ['shop-web-1', 'web:1', 'web', 'Up 1 h'],
          ['shop-cache-1', 'redis:7', 'cache', 'Up 1 h'],
        ],
      },
    })
    expect(await read('ps', ['shop-cache-1'])).toMatchObject({
      rows: { rows: [['shop-cache-1', 'redis:7', 'cache', 'Up 1 h']] },
    })
    expect(await read('stats', ['web'])).toMatchObject({
      rows: { rows: [['shop-web-1', 40, '372 MB', '477 MB', 78]] },
    })
    expect(await read('compose logs', ['web'], { tail: '100' })).toEqual({ text: 'ERROR one' })
    expect(await read('compose logs')).toEqual({ text: 'web | ERROR one' })
    expect(await read('top', ['web'])).toMatchObject({
      rows: { columns: expect.arrayContaining(['PID', 'COMMAND']) },
    })
    await expect(read('ps', ['other'])).rejects.toThrow(
      "The system's file names no other: it has web, cache.",
    )
    await expect(read('inspect', ['web'])).rejects.toThrow('Belay does not carry out docker inspect')
  })
})

describe('git log', () => {
  const repo = 'shop/shop'
  const at = Date.parse('2026-11-25T02:14:00Z')
  let github: SimulatedGithub
  let read: (input: Input, operation?: string) => Promise<unknown>
  beforeAll(async () => {
    github = await simulateGithub({ now: () => at })
    const commits = [
      { sha: shaOf('head'), message: 'Fix the checkout\n\nIt was broken.', author: 'Ana', at },
      { sha: shaOf('before'), message: 'Add a form', author: 'Ben', at: at - 60_000 },
    ]
    github.set({ name: repo, branches: { main: commits }, workflows: {} })
    const workflows = createWorkflows(createGithub({ token: 't', url: github.url }))
    const reader = createGithubStepReader(workflows)
    read = (input, operation = 'log') => reader({ operation, input }, { repo, ref: 'main' })
  })
  afterAll(() => github.close())

  it('is the commits of the repository that the system names', async () => {
    const [head, before] = ['head', 'before'].map(one => shaOf(one))
    expect(await read({ names: ['origin/main'], oneline: true })).toEqual({
      text: `${head!.slice(0, 7)} Fix the checkout\n${before!.slice(0, 7)} Add a form`,
      about: 'main of shop/shop',
    })
    expect(await read({ names: [], most: 1, format: '%H' })).toMatchObject({ text: head })
    await expect(read({ names: ['v1..v2'] })).rejects.toThrow('no range of them')
    const nobody = createGithubStepReader(undefined)
    await expect(nobody({ operation: 'log', input: {} }, { repo, ref: 'main' })).rejects.toThrow(
      'GITHUB_TOKEN would be it',
    )
  })
})
