import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedMongoDb, createMongoDb as simulate } from '../../sandbox/mongodb/mongodb.ts'
import { makers } from '../../src/ports/calls/call.ts'
import { createAsk } from '../../src/providers/mongodb/ask.ts'
import { createMongoDb } from '../../src/providers/mongodb/mongodb.ts'
import { createSetUserPassword } from '../../src/providers/mongodb/set-user-password.ts'

const addresses: Record<string, string> = {}
const secrets = { reveal: async ({ secret }: { secret: string }) => addresses[secret]! }
const mongodb = createMongoDb(createAsk({ secrets }))
const target = { url: { secret: 'env:MONGO' } }
let server: SimulatedMongoDb

beforeAll(async () => {
  server = await simulate()
})
afterAll(() => server.close())
beforeEach(() => {
  addresses['env:MONGO'] = server.url
  server.mend()
  server.asked.length = 0
})

describe('a MongoDB, through its own driver,', () => {
  it('says how it is', async () => {
    expect(await mongodb.info(target)).toMatchObject({
      version: '7.0.14',
      database: 'travellr',
      documents: 128_400,
      collections: 3,
      upMs: 9 * 86_400_000,
      connections: { current: 23, available: 51_177 },
    })
    expect(server.asked.map(command => Object.keys(command)[0])).toEqual(['ping', 'dbStats', 'serverStatus'])
  })

  it('tells of its indexes, and of what runs', async () => {
    expect(await mongodb.indexes(target)).toEqual([
      { collection: 'trips', name: '_id_', keys: '_id 1' },
      { collection: 'trips', name: 'by_user', keys: 'userId 1, startsAt -1' },
      { collection: 'users', name: '_id_', keys: '_id 1' },
    ])
    expect(await mongodb.operations(target)).toMatchObject([
      { id: '4711', seconds: 42, kind: 'query', namespace: 'travellr.trips', plan: 'COLLSCAN' },
    ])
  })

  it('explains how it finds something', async () => {
    expect(await mongodb.explain(target, { collection: 'trips', filter: { userId: '0' } })).toEqual({
      stages: ['FETCH', 'IXSCAN by_user'],
      returned: 12,
      documents: 12,
      keys: 12,
      ms: 1,
    })
    expect(await mongodb.explain(target, { collection: 'trips', filter: { title: 'x' } })).toMatchObject({
      stages: ['COLLSCAN'],
      documents: 128_400,
    })
    expect(server.asked[0]).toMatchObject({ explain: { find: 'trips', filter: { userId: '0' } } })
  })

  it('gives a user the password that a secret holds; whether it has, where its answer is lost, is not known', async () => {
    const held = async () => 'cnry-word'
    const maker = makers(createSetUserPassword(createAsk({ secrets }), held)).get('mongodb:updateUser')!
    const params = { ...target, user: 'app', secret: 'travellr/app', version: 'v1' }
    const made = { run: 'x', step: 0 }
    expect(await maker.look(params, made)).toEqual({ is: 'before' })
    expect(await maker.start(params, made)).toEqual({})
    expect(server.asked.at(-1)).toMatchObject({ updateUser: 'app', pwd: 'cnry-word', $db: 'travellr' })
    expect(await maker.look({ ...params, user: 'nobody' }, made)).toMatchObject({
      is: 'other',
      how: 'MongoDB has no user nobody.',
    })
    server.refuse('updateUser', 2, 'BadValue')
    await expect(maker.start(params, made)).rejects.toThrow(/^MongoDB refused it \(BadValue\)\.$/)
    server.mend()
    server.cut('updateUser')
    await expect(maker.start(params, made)).rejects.toMatchObject({
      fault: { fault: 'away', effect: 'unknown' },
    })
  })

  it.each([
    [
      13,
      'Unauthorized',
      "Belay's user of MongoDB may not do that: the roles read and clusterMonitor let it look, userAdmin give users passwords.",
    ],
    [18, 'AuthenticationFailed', 'MongoDB does not let Belay in: check the user and password in its secret.'],
    [11_600, 'InterruptedAtShutdown', 'MongoDB refused it (InterruptedAtShutdown).'],
  ])('refuses with %s in words', async (code, name, expected) => {
    server.refuse('currentOp', code, name)
    await expect(mongodb.operations(target)).rejects.toMatchObject({
      message: expected,
      fault: { service: 'mongodb', fault: 'refused' },
    })
  })

  it('is told of without its address where it is away, or the address is none', async () => {
    addresses['env:MONGO'] = 'mongodb://app:hunter22@127.0.0.1:1/x?serverSelectionTimeoutMS=200'
    const error = await mongodb.info(target).catch((error: Error) => error)
    expect(error).toMatchObject({ fault: { fault: 'away', effect: 'none' } })
    expect(String(error)).not.toContain('hunter22')
    addresses['env:MONGO'] = 'mongo.internal'
    await expect(mongodb.info(target)).rejects.toThrow('Its address is not mongodb://host:port/database.')
  })
})
