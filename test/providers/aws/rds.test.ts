import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { takes } from '../../../sandbox/aws/rds/world.ts'
import type { OutsideError } from '../../../src/domain/errors.ts'
import { type Maker, makers } from '../../../src/ports/calls/call.ts'
import type { Rds } from '../../../src/ports/rds.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { rdsMakers } from '../../../src/providers/aws/rds/makers.ts'
import { createRds } from '../../../src/providers/aws/rds/rds.ts'

const place = { region: 'us-east-1' }
const began = Date.parse('2026-11-25T02:14:00Z')
const day = 86_400_000
let time = began
let aws: SimulatedAws
let rds: Rds
let all: ReturnType<typeof makers>
let count = 0

beforeAll(async () => {
  aws = await createAws({ now: () => time })
  const clients = createAwsClients({
    endpoint: aws.url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' },
  })
  rds = createRds(clients)
  all = makers(...rdsMakers(clients, rds, { now: () => time }))
})
afterAll(() => aws.close())

let id: string
let made: { run: string; step: number; since: number }
beforeEach(() => {
  aws.mend()
  id = `shop-db-${++count}`
  aws.rds.set({ id, replicaOf: 'shop-db' })
  made = { run: `run${count}`, step: 0, since: time }
  aws.asked.length = 0
})

const maker = (action: string): Maker => all.get(action)!
const changed = () =>
  aws.asked.filter(({ action }) => !/^(?:Describe|Download)/.test(action)).map(({ action }) => action)
const failing = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('it went well')
    },
    (error: unknown) => error as OutsideError,
  )

/** Every call that can be lost: what it takes, and what shows that it was made. */
const calls = {
  'rds:CreateDBSnapshot': () => ({ ...place, instance: id, snapshot: `${id}-manual` }),
  'rds:RestoreDBInstanceToPointInTime': () => ({ ...restored(), at: time - 3_600_000 }),
  'rds:ModifyDBInstance DBInstanceClass': () => ({
    ...place,
    instance: id,
    from: 'db.t3.medium',
    to: 'db.t3.large',
  }),
  'rds:ModifyDBInstance AllocatedStorage': () => ({ ...place, instance: id, from: 20, to: 100 }),
  'rds:ModifyDBInstance PubliclyAccessible': () => ({ ...place, instance: id, from: false, to: true }),
  'rds:ModifyDBParameterGroup': () => ({
    ...place,
    group: `${id}-params`,
    parameter: 'log_statement',
    from: null,
    to: 'all',
  }),
  'rds:RebootDBInstance': () => ({ ...place, instance: id }),
  'rds:PromoteReadReplica': () => ({ ...place, instance: id, source: 'shop-db' }),
}
const restored = () => ({
  ...place,
  instance: id,
  to: `${id}-restored`,
  class: 'db.t3.medium',
  multiAz: false,
  securityGroups: ['sg-0a1b2c3d4e5f60718'],
  subnetGroup: `${id}-subnets`,
})

describe.each(Object.entries(calls))('%s', (action, params) => {
  const name = action.split(' ')[0]!

  it('whose answer is lost was made once, and is found', async () => {
    expect(await maker(action).look(params(), made)).toEqual({ is: 'before' })
    aws.fault(name, 'lost')
    const error = await failing(maker(action).start(params(), made))
    expect(error.fault).toMatchObject({ fault: 'away', effect: 'unknown' })
    expect(await maker(action).look(params(), made)).toMatchObject({ is: 'after' })
    expect(changed()).toEqual([name.split(':')[1]])
  })

  it('is refused in words, with the policy to add', async () => {
    aws.fault(name, 'denied')
    const error = await failing(maker(action).start(params(), made))
    expect(error.message).toMatch(
      new RegExp(`AWS refused ${name} on .*: Belay's role may not\\. Policy to add: .*"${name}"`),
    )
    expect(error.fault).toMatchObject({ fault: 'refused', effect: 'none' })
    expect(await maker(action).look(params(), made)).toEqual({ is: 'before' })
  })

  it('is limited just now, and had no effect', async () => {
    aws.fault(name, 'throttled')
    expect((await failing(maker(action).start(params(), made))).fault).toMatchObject({
      fault: 'limited',
      effect: 'none',
    })
  })
})

describe('a snapshot', () => {
  const params = () => ({ ...place, instance: id, snapshot: `${id}-manual` })
  const snapshot = () => maker('rds:CreateDBSnapshot')

  it('is made in its time, with the run as its tag, and told of in percent', async () => {
    const result = await snapshot().start(params(), made)
    time += takes.snapshot / 2
    expect(await snapshot().observe!(params(), result, made)).toMatchObject({
      is: 'going',
      progress: { done: 50, of: 100, what: 'percent made' },
    })
    time += takes.snapshot / 2
    expect(await snapshot().observe!(params(), result, made)).toMatchObject({ is: 'done' })
    expect(aws.rds.snapshots().find(one => one.id === `${id}-manual`)?.tags).toEqual({
      'belay:run': `${made.run}/0`,
    })
  })

  it('of that name which is somebody else’s is not taken for this one', async () => {
    await snapshot().start(params(), made)
    expect(await snapshot().look(params(), { run: 'another', step: 0 })).toEqual({
      is: 'other',
      how: `There is a snapshot ${id}-manual already, which another run or person made.`,
    })
    expect((await failing(snapshot().start(params(), made))).message).toContain('already exists')
  })

  it('is refused where the instance is busy, or there are too many', async () => {
    aws.rds.set({ id, status: 'modifying' })
    expect((await failing(snapshot().start(params(), made))).message).toContain('InvalidDBInstanceStateFault')
    aws.rds.set({ id, status: 'available' })
    aws.rds.most.manual = 0
    expect((await failing(snapshot().start(params(), made))).message).toContain('SnapshotQuotaExceededFault')
    aws.rds.most.manual = 100
  })

  it('that fails on the way is told', async () => {
    const result = await snapshot().start(params(), made)
    aws.rds.snapshot({ ...aws.rds.snapshots().at(-1)!, status: 'failed' })
    expect(await snapshot().observe!(params(), result, made)).toMatchObject({
      is: 'failed',
      why: `The snapshot ${id}-manual is failed.`,
    })
  })

  it('is deleted, if it is still the one that was to be', async () => {
    const deleting = maker('rds:DeleteDBSnapshot')
    aws.rds.snapshot({
      id: `${id}-old`,
      instance: id,
      kind: 'manual',
      status: 'available',
      beganAt: began - day,
      storage: 20,
      tags: {},
    })
    const gone = { ...place, instance: id, snapshot: `${id}-old`, at: began - day }
    expect(await deleting.look({ ...gone, at: began }, made)).toMatchObject({ is: 'other' })
    expect(await deleting.look(gone, made)).toEqual({ is: 'before' })
    aws.fault('rds:DeleteDBSnapshot', 'lost')
    await failing(deleting.start(gone, made))
    expect(await deleting.look(gone, made)).toEqual({ is: 'after', result: {} })
  })
})

describe('an instance that is restored', () => {
  const restore = () => maker('rds:RestoreDBInstanceFromDBSnapshot')
  const params = () => ({ ...restored(), snapshot: `${id}-nightly` })
  beforeEach(() =>
    aws.rds.snapshot({
      id: `${id}-nightly`,
      instance: id,
      kind: 'automated',
      status: 'available',
      beganAt: time - day,
      storage: 20,
      tags: {},
    }),
  )

  it('is a new one, in the same network as its source, and is not public', async () => {
    const result = await restore().start(params(), made)
    expect(await restore().look(params(), made)).toMatchObject({ is: 'after' })
    expect(await restore().observe!(params(), result, made)).toMatchObject({
      is: 'going',
      progress: { said: ['it is creating'] },
    })
    time += takes.restore
    const done = await restore().observe!(params(), result, made)
    expect(done).toMatchObject({ is: 'done' })
    expect(done.is === 'done' && done.progress?.said[0]).toContain(`at ${id}-restored.`)
    expect(aws.asked.find(({ action }) => action.startsWith('Restore'))?.input).toMatchObject({
      DBInstanceClass: 'db.t3.medium',
      DBSubnetGroupName: `${id}-subnets`,
      PubliclyAccessible: 'false',
      'VpcSecurityGroupIds.VpcSecurityGroupId.1': 'sg-0a1b2c3d4e5f60718',
    })
    expect(aws.rds.get(id)?.status).toBe('available')
  })

  it('under the name of one that is there is not made', async () => {
    aws.rds.set({ id: `${id}-restored` })
    expect(await restore().look(params(), made)).toMatchObject({
      is: 'other',
      how: `There is an instance ${id}-restored already: choose another name.`,
    })
  })
})

describe('an instance that is changed', () => {
  const toLarge = () => calls['rds:ModifyDBInstance DBInstanceClass']()
  const setClass = () => maker('rds:ModifyDBInstance DBInstanceClass')

  it('is on its way until it runs on the other class', async () => {
    const result = await setClass().start(toLarge(), made)
    expect(await setClass().observe!(toLarge(), result, made)).toMatchObject({
      is: 'going',
      progress: { done: 0, said: ['it is modifying'] },
    })
    time += takes.modify
    expect(await setClass().observe!(toLarge(), result, made)).toMatchObject({ is: 'done' })
  })

  it('to something else meanwhile is told', async () => {
    aws.rds.set({ id, class: 'db.r6g.large' })
    expect(await setClass().look(toLarge(), made)).toEqual({
      is: 'other',
      how: `The class of ${id} is db.r6g.large now.`,
    })
  })

  it('and that RDS leaves as it was has failed', async () => {
    time += 600_000
    expect(await setClass().observe!(toLarge(), {}, made)).toMatchObject({
      is: 'failed',
      why: `RDS has left the class of ${id} at db.t3.medium: its events say why.`,
    })
  })

  it('is back after a restart', async () => {
    const reboot = maker('rds:RebootDBInstance')
    expect(reboot.repeatable).toBe(false)
    const result = await reboot.start({ ...place, instance: id }, made)
    expect(await reboot.observe!({ ...place, instance: id }, result, made)).toMatchObject({ is: 'going' })
    time += takes.reboot
    expect(await reboot.observe!({ ...place, instance: id }, result, made)).toMatchObject({ is: 'done' })
  })

  it('is not changed once it is gone', async () => {
    const params = { ...toLarge(), instance: 'nowhere' }
    expect(await setClass().look(params, made)).toEqual({
      is: 'other',
      how: 'RDS has no instance nowhere any more.',
    })
  })
})

describe('a parameter', () => {
  it('is set, and the engine’s own value counts again afterwards', async () => {
    const set = maker('rds:ModifyDBParameterGroup')
    const there = calls['rds:ModifyDBParameterGroup']()
    const back = { ...there, from: 'all', to: null }
    await set.start(there, made)
    expect(aws.rds.parameters.get(`${id}-params`, 'log_statement')).toBe('all')
    expect(await set.look(back, made)).toEqual({ is: 'before' })
    await set.start(back, made)
    expect(aws.rds.parameters.get(`${id}-params`, 'log_statement')).toBeUndefined()
    aws.rds.parameters.set(`${id}-params`, { log_statement: 'ddl' })
    expect(await set.look(there, made)).toEqual({
      is: 'other',
      how: `log_statement of ${id}-params is ddl now.`,
    })
  })
})

describe('what is read', () => {
  it('comes page by page', async () => {
    for (let i = 0; i < 130; i++)
      aws.rds.snapshot({
        id: `${id}-${i}`,
        instance: id,
        kind: 'manual',
        status: 'available',
        beganAt: time - i * day,
        storage: 20,
        tags: {},
      })
    const found = await rds.snapshots(id, place)
    expect(found).toHaveLength(130)
    expect(found[0]).toMatchObject({ name: `${id}-0`, kind: 'manual', made: 100, at: time })
    expect(await rds.snapshot('no-such', place)).toBeUndefined()
    expect(await rds.instance('no-such', place)).toBeUndefined()
    expect(await rds.log(id, 'no-such', 10, place)).toBeUndefined()
  })
})

describe('what can be found from the internet', () => {
  const shown = () => maker('rds:ModifyDBInstance PubliclyAccessible')
  const params = (to: boolean) => ({ ...place, instance: id, from: !to, to })

  it('is so once RDS has done it, and not while it is under way', async () => {
    await shown().start(params(true), made)
    expect(await shown().observe!(params(true), {}, made)).toMatchObject({ is: 'going' })
    time += takes.public
    expect(await shown().observe!(params(true), {}, made)).toMatchObject({ is: 'done' })
    expect(aws.rds.get(id)?.isPublic).toBe(true)
  })

  it('is closed once RDS is done with something else', async () => {
    aws.rds.set({ id, isPublic: true, status: 'modifying' })
    expect((await failing(shown().start(params(false), made))).fault).toMatchObject({
      fault: 'limited',
      effect: 'none',
    })
    expect((await failing(shown().start(params(true), made))).fault.fault).toBe('refused')
  })

  it('is closed where it is gone, and cannot be opened there', async () => {
    const gone = { ...params(false), instance: 'nobody' }
    expect(await shown().look(gone, made)).toEqual({ is: 'after', result: {} })
    expect(await shown().look({ ...gone, from: false, to: true }, made)).toMatchObject({ is: 'other' })
  })
})

describe('a replica', () => {
  const promotion = () => maker('rds:PromoteReadReplica')
  const params = () => ({ ...place, instance: id, source: 'shop-db' })

  it('is promoted once it is an instance of its own, and tells its address', async () => {
    await promotion().start(params(), made)
    expect(await promotion().observe!(params(), {}, made)).toMatchObject({ is: 'going' })
    time += takes.promote
    expect(await promotion().observe!(params(), {}, made)).toMatchObject({
      is: 'done',
      result: { endpoint: expect.stringContaining(id) },
    })
  })

  it('that follows another one by now is left alone', async () => {
    aws.rds.set({ id, replicaOf: 'another-db' })
    expect(await promotion().look(params(), made)).toEqual({
      is: 'other',
      how: `${id} follows another-db now.`,
    })
  })

  it('that RDS leaves as it is has failed', async () => {
    const late = { ...made, since: time - 200_000 }
    expect(await promotion().observe!(params(), {}, late)).toMatchObject({ is: 'failed' })
  })
})
