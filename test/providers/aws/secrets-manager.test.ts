import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { refuse } from '../../../sandbox/aws/answer.ts'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { takes } from '../../../sandbox/aws/rds/world.ts'
import { rotationMs } from '../../../sandbox/aws/secrets.ts'
import type { OutsideError } from '../../../src/domain/errors.ts'
import { seal } from '../../../src/domain/sealed.ts'
import { type Maker, makers } from '../../../src/ports/calls/call.ts'
import type { SecretIntake, SecretStore } from '../../../src/ports/secret-store.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { rdsMakers } from '../../../src/providers/aws/rds/makers.ts'
import { createRds } from '../../../src/providers/aws/rds/rds.ts'
import { secretMakers } from '../../../src/providers/aws/secrets-manager/makers.ts'
import {
  createSecretIntake,
  createSecretStore,
} from '../../../src/providers/aws/secrets-manager/secret-store.ts'
import { createMachines } from '../../../src/providers/aws/ssm/machines.ts'
import { ssmMakers } from '../../../src/providers/aws/ssm/makers.ts'
import { createParameters } from '../../../src/providers/aws/ssm/parameters.ts'

const place = { region: 'us-east-1' }
const began = Date.parse('2026-11-25T02:14:00Z')
let time = began
let aws: SimulatedAws
let store: SecretStore
let intake: SecretIntake
let all: ReturnType<typeof makers>
let count = 0

beforeAll(async () => {
  aws = await createAws({ now: () => time })
  const clients = createAwsClients({
    endpoint: aws.url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' },
  })
  const clock = { now: () => time }
  store = createSecretStore(clients)
  intake = createSecretIntake(clients)
  all = makers(
    ...secretMakers(clients, clock),
    ...ssmMakers(clients, createMachines(clients), createParameters(clients)),
    ...rdsMakers(clients, createRds(clients), clock),
  )
})
afterAll(() => aws.close())

let id: string
let made: { run: string; step: number; since: number }
let current: string
beforeEach(async () => {
  aws.mend()
  id = `shop/db-${++count}`
  aws.secrets.set(id, '{"username":"shop","password":"the-old-one"}', { rotates: false })
  aws.rds.set({ id: `shop-db-${count}`, masterPassword: 'the-old-one' })
  current = (await store.secret(id, place))!.current!.id
  made = { run: `${count}`.padStart(16, '0'), step: 0, since: time }
  aws.asked.length = 0
})

const maker = (action: string): Maker => all.get(action)!
const changed = () =>
  aws.asked.filter(({ action }) => !/^(?:Describe|List|Get)/.test(action)).map(({ action }) => action)
const failing = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('it went well')
    },
    (error: unknown) => error as OutsideError,
  )
const token = () => `belay-secret-version-${made.run}-0`
const putting = () => ({ ...place, secret: id, from: current, key: 'password', length: 40 })
/** A value that waits, as the step before has left it. */
async function waiting(): Promise<string> {
  await maker('secretsmanager:PutSecretValue').start(putting(), made)
  aws.asked.length = 0
  return token()
}
const aside = () => JSON.parse(aws.secrets.get(id, 'AWSPENDING') ?? '{}') as Record<string, string>

/** What another secret is to hold, and a parameter. */
async function copying() {
  aws.secrets.set(`${id}-copy`, '{"user":"shop","secret":"the-old-one"}')
  const from = (await store.secret(`${id}-copy`, place))!.current!.id
  const of = { secret: id, version: current, key: 'password' }
  return { ...place, secret: `${id}-copy`, from, key: 'secret', of }
}
function parameter(value = 'the-one-before') {
  aws.ssm.parameters.set(`/${id}`, value, { keyId: 'alias/shop' })
  const from = aws.ssm.parameters.get(`/${id}`)!.version
  const held = { secret: id, version: current, key: 'password' }
  return { ...place, ...held, parameter: `/${id}`, from, keyId: 'alias/shop', tier: 'Standard' }
}

/** Every call that can be lost: what it takes once what comes before it is done. */
const calls: Record<string, () => Promise<object>> = {
  'secretsmanager:PutSecretValue': async () => putting(),
  'secretsmanager:UpdateSecretVersionStage': async () => ({
    ...place,
    secret: id,
    from: current,
    version: await waiting(),
  }),
  'secretsmanager:UpdateSecretVersionStage AWSPENDING': async () => ({
    ...place,
    secret: id,
    version: await waiting(),
  }),
  'secretsmanager:RotateSecret': async () => {
    aws.secrets.set(id, 'x', { rotates: true })
    return { ...place, secret: id, from: (await store.secret(id, place))!.current!.id }
  },
  'secretsmanager:PutSecretValue of another': async () => copying(),
  'ssm:PutParameter': async () => parameter(),
  'rds:ModifyDBInstance MasterUserPassword': async () => ({
    ...place,
    instance: `shop-db-${count}`,
    secret: id,
    key: 'password',
    version: await waiting(),
  }),
}

describe.each(Object.entries(calls))('%s', (action, paramsOf) => {
  const name = action.split(' ')[0]!

  it('whose answer is lost was made once, and is found', async () => {
    const params = await paramsOf()
    expect(await maker(action).look(params, made)).toEqual({ is: 'before' })
    aws.fault(name, 'lost')
    const error = await failing(maker(action).start(params, made))
    expect(error.fault).toMatchObject({ fault: 'away', effect: 'unknown' })
    expect(await maker(action).look(params, made)).toMatchObject({ is: 'after' })
    expect(changed()).toEqual([name.split(':')[1]])
  })

  it('is refused in words, with the policy to add', async () => {
    const params = await paramsOf()
    aws.fault(name, 'denied')
    const error = await failing(maker(action).start(params, made))
    expect(error.message).toMatch(
      new RegExp(`AWS refused ${name} on .*: Belay's role may not\\. Policy to add: .*"${name}"`),
    )
    expect(error.fault).toMatchObject({ fault: 'refused', effect: 'none' })
    expect(await maker(action).look(params, made)).toEqual({ is: 'before' })
  })

  it('is limited just now, or AWS is away, and it had no effect', async () => {
    const params = await paramsOf()
    aws.fault(name, 'throttled')
    expect((await failing(maker(action).start(params, made))).fault).toMatchObject({
      fault: 'limited',
      effect: 'none',
    })
    aws.fault(name, 'broken')
    expect((await failing(maker(action).start(params, made))).fault).toMatchObject({ fault: 'away' })
    expect(await maker(action).look(params, made)).toEqual({ is: 'before' })
  })
})

describe('a value that Belay makes', () => {
  const put = () => maker('secretsmanager:PutSecretValue')

  it('takes the place of one member, is of its length, and is nowhere but there', async () => {
    const result = await put().start(putting(), made)
    expect(result).toEqual({ version: token() })
    expect(aside()).toEqual({ username: 'shop', password: expect.stringMatching(/^[\w-]{40}$/) })
    expect(JSON.parse(aws.secrets.get(id)!).password).toBe('the-old-one')
    expect(JSON.stringify(result)).not.toContain(aside().password)
  })

  it('is the first that was made, however often it is asked for', async () => {
    await put().start(putting(), made)
    const first = aside().password
    expect(await put().start(putting(), made)).toEqual({ version: token() })
    expect(aside().password).toBe(first)
    await put().start(putting(), { ...made, step: 1 })
    expect(aside().password).not.toBe(first)
  })

  it('is not put on top of what somebody has changed since, nor where there is nothing', async () => {
    aws.secrets.set(id, '{"username":"shop","password":"by-hand"}')
    expect(await put().look(putting(), made)).toMatchObject({
      is: 'other',
      how: expect.stringContaining('Somebody has given'),
    })
    expect(await put().look({ ...putting(), secret: 'gone' }, made)).toMatchObject({
      is: 'other',
      how: 'Secrets Manager has no secret gone any more.',
    })
    expect(changed()).toEqual([])
  })

  it('is not put into what is no object, whatever that holds', async () => {
    aws.secrets.set(id, 'hunter2-and-more')
    current = (await store.secret(id, place))!.current!.id
    const error = await failing(put().start(putting(), made))
    expect(error.message).toContain('is no JSON object')
    expect(`${error.message} ${error.stack} ${error.cause}`).not.toContain('hunter2')
    expect(await store.form(id, place)).toEqual({ is: 'text' })
  })
})

describe('a version that becomes current', () => {
  const promote = () => maker('secretsmanager:UpdateSecretVersionStage')
  const params = async () => ({ ...place, secret: id, from: current, version: await waiting() })

  it('moves the label, and what was current is kept as the one before', async () => {
    const wanted = await params()
    await promote().start(wanted, made)
    expect(aws.secrets.stages(id)).toEqual([['AWSPREVIOUS'], ['AWSPENDING', 'AWSCURRENT']])
    expect(await promote().look(wanted, made)).toEqual({ is: 'after', result: {} })
    expect((await store.secret(id, place))?.pending).toBeUndefined()
  })

  it('is not taken from another than it was planned on: Secrets Manager itself refuses that', async () => {
    const wanted = await params()
    aws.secrets.set(id, '{"password":"by-hand"}')
    expect(await promote().look(wanted, made)).toMatchObject({ is: 'other' })
    expect((await failing(promote().start(wanted, made))).fault).toMatchObject({ fault: 'refused' })
    expect(JSON.parse(aws.secrets.get(id)!).password).toBe('by-hand')
  })

  it('is not one that was dropped, or whose place another has taken', async () => {
    const wanted = await params()
    const drop = maker('secretsmanager:UpdateSecretVersionStage AWSPENDING')
    await drop.start(wanted, made)
    expect(await promote().look(wanted, made)).toMatchObject({
      is: 'other',
      how: expect.stringContaining('is not pending any more'),
    })
    expect(await drop.look(wanted, made)).toMatchObject({ is: 'after' })
  })
})

describe('a password of a database', () => {
  const set = () => maker('rds:ModifyDBInstance MasterUserPassword')
  const instance = () => aws.rds.get(`shop-db-${count}`)!
  const params = async () => ({
    ...place,
    instance: `shop-db-${count}`,
    secret: id,
    key: 'password',
    version: await waiting(),
  })

  it('is what the pending version holds, once RDS has changed it', async () => {
    const wanted = await params()
    const result = await set().start(wanted, made)
    expect(result).toEqual({})
    expect(await set().observe!(wanted, result, made)).toMatchObject({ is: 'going' })
    time += takes.password
    expect(await set().observe!(wanted, result, made)).toMatchObject({ is: 'going' })
    time += 30_000
    expect(await set().observe!(wanted, result, made)).toMatchObject({
      is: 'done',
      progress: { done: 1, of: 1, what: 'password changed' },
    })
    expect(instance().masterPassword).toBe(aside().password)
  })

  it('that RDS does not take is told of without a word of it', async () => {
    const version = 'a-version-that-holds-a-bad-value-in-it'
    await intake.put(
      { secret: id, value: seal('{"password":"bad@pass/word-canary"}'), token: version, from: current },
      place,
    )
    const error = await failing(set().start({ ...(await params()), version }, made))
    expect(error.message).toMatch(/AWS refused rds:ModifyDBInstance on shop-db-\d+ \(\w+\)$/)
    expect(`${error.message} ${error.stack} ${error.cause}`).not.toContain('canary')
  })

  it('is not set while its instance is at something else, or gone, or its version is', async () => {
    const wanted = await params()
    aws.rds.set({ id: `shop-db-${count}`, status: 'backing-up' })
    expect(await set().look(wanted, made)).toEqual({ is: 'before' })
    aws.rds.set({ id: `shop-db-${count}`, status: 'upgrading' })
    expect(await set().look(wanted, made)).toMatchObject({
      is: 'other',
      how: `shop-db-${count} is upgrading now.`,
    })
    expect(await set().look({ ...wanted, instance: 'gone' }, made)).toMatchObject({ is: 'other' })
    const error = await failing(set().start({ ...wanted, version: 'another' }, made))
    expect(error.fault).toMatchObject({ fault: 'refused', effect: 'none' })
    expect(changed()).toEqual([])
  })
})

describe('a copy of a secret', () => {
  it('in another secret takes the place of one member, and waits to be made current', async () => {
    const params = await copying()
    const put = maker('secretsmanager:PutSecretValue of another')
    expect(await put.start(params, made)).toEqual({ version: token() })
    expect(await put.start(params, made)).toEqual({ version: token() })
    expect(JSON.parse(aws.secrets.get(`${id}-copy`, 'AWSPENDING')!)).toEqual({
      user: 'shop',
      secret: 'the-old-one',
    })
    expect(changed()).toEqual(['PutSecretValue', 'PutSecretValue'])
  })

  it('in a parameter keeps the key that this has; what somebody has put there since stays', async () => {
    const params = parameter()
    const put = maker('ssm:PutParameter')
    expect(await put.start(params, made)).toEqual({})
    expect(aws.ssm.parameters.get(`/${id}`)).toMatchObject({
      value: 'the-old-one',
      type: 'SecureString',
      keyId: 'alias/shop',
      version: params.from + 1,
    })
    expect(await put.look(params, made)).toEqual({ is: 'after', result: {} })
    aws.ssm.parameters.set(`/${id}`, 'by-hand')
    expect(await put.look(params, made)).toMatchObject({
      is: 'other',
      how: `Somebody has given /${id} another value since this was planned.`,
    })
    expect(await put.look({ ...params, parameter: '/gone' }, made)).toMatchObject({ is: 'other' })
  })

  it('that AWS does not take is told of without a word of it', async () => {
    const params = parameter()
    aws.secrets.set(id, '{"password":"word-canary"}')
    const version = (await store.secret(id, place))!.current!.id
    aws.ssm.answers.PutParameter = ({ Value }) => refuse('ValidationException', `Value '${Value}' is wrong`)
    const error = await failing(maker('ssm:PutParameter').start({ ...params, version }, made))
    expect(error.message).toBe(`AWS refused ssm:PutParameter on /${id} (ValidationException)`)
    expect(`${error.stack} ${error.cause}`).not.toContain('canary')
  })
})

describe("a rotation of AWS's own", () => {
  const rotate = () => maker('secretsmanager:RotateSecret')

  it('is waited for until its value is current', async () => {
    const params = await calls['secretsmanager:RotateSecret']!()
    const result = await rotate().start(params, made)
    expect(await rotate().observe!(params, result, made)).toMatchObject({ is: 'going' })
    time += rotationMs
    expect(await rotate().observe!(params, result, made)).toMatchObject({ is: 'done' })
  })

  it('that does not get there is told of', async () => {
    const params = await calls['secretsmanager:RotateSecret']!()
    const result = await rotate().start(params, made)
    const since = time - 1_000_000
    expect(await rotate().observe!(params, result, { ...made, since })).toMatchObject({
      is: 'failed',
      why: expect.stringContaining("AWS's rotation has not made a value"),
    })
    time += rotationMs
  })
})

describe('what a person gives', () => {
  it('is put aside once, however often it is sent, and dropped', async () => {
    const given = {
      secret: id,
      key: 'password',
      value: seal('k3y'),
      token: 'belay-given-0123456789abcdef0123',
      from: current,
    }
    await intake.put(given, place)
    await intake.put(given, place)
    expect(aside()).toEqual({ username: 'shop', password: 'k3y' })
    expect(aws.secrets.stages(id)).toHaveLength(2)
    await intake.drop(id, given.token, place)
    await intake.drop(id, given.token, place)
    expect(aws.secrets.get(id, 'AWSPENDING')).toBeUndefined()
    expect(changed()).toEqual(['PutSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'])
  })

  it('shows in nothing that holds it', () => {
    const invocation = { text: 'secret put', sealed: seal('k3y-canary') }
    expect(JSON.stringify(invocation) + String(invocation.sealed)).not.toContain('canary')
  })
})

it('what a secret is made of is told without its values', async () => {
  expect(await store.form(id, place)).toEqual({
    is: 'object',
    members: ['username', 'password'],
    user: 'shop',
  })
  expect(await store.form('nobody', place)).toEqual({ is: 'none' })
  expect(await store.secret('nobody', place)).toBeUndefined()
})
