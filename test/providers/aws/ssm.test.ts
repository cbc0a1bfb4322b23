import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { OutsideError } from '../../../src/domain/errors.ts'
import type { Maker } from '../../../src/ports/calls/call.ts'
import type { Machines } from '../../../src/ports/machines.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { createMachines } from '../../../src/providers/aws/ssm/machines.ts'
import { createSendCommand } from '../../../src/providers/aws/ssm/send-command.ts'

const place = { region: 'us-east-1' }
let time = Date.parse('2026-11-25T02:14:00Z')
let aws: SimulatedAws
let machines: Machines
let maker: Maker
let hash: string
let made = { run: 'abc1', step: 0, since: time }

beforeAll(async () => {
  aws = await createAws({ now: () => time })
  const clients = createAwsClients({
    endpoint: aws.url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' },
  })
  machines = createMachines(clients)
  maker = createSendCommand(clients, machines)
})
afterAll(() => aws.close())
beforeEach(async () => {
  aws.mend()
  aws.ssm.define('db-backup', { env: undefined, key: '' })
  aws.ssm.machine({ id: 'i-02', name: 'two', tags: { Role: 'bastion' }, isOnline: true })
  aws.ssm.machine({ id: 'i-01', name: 'one', tags: { Role: 'bastion' }, isOnline: false })
  aws.ssm.script(() => ({ prints: 'backed up 42 tables\n' }))
  hash = (await machines.document('db-backup', place))!.hash
  made = { ...made, run: `${made.run}0` }
  aws.asked.length = 0
})
const params = (more: object = {}) => ({
  ...place,
  document: 'db-backup',
  version: '1',
  hash,
  machine: 'i-02',
  parameters: { env: ['production'] },
  ...more,
})
const sent = () => aws.asked.filter(({ action }) => action === 'SendCommand')

it('tells what a document takes, and which machines carry a tag', async () => {
  expect(await machines.document('db-backup', place)).toMatchObject({
    version: '1',
    status: 'Active',
    parameters: [
      { name: 'env', isNeeded: true },
      { name: 'key', isNeeded: false },
    ],
  })
  expect(await machines.document('none', place)).toBeUndefined()
  expect(await machines.tagged({ Role: 'bastion' }, place)).toEqual([
    { id: 'i-01', name: 'one', isOnline: false },
    { id: 'i-02', name: 'two', isOnline: true },
  ])
  expect(await machines.tagged({ Role: 'web' }, place)).toEqual([])
})

it('runs it on one machine, and follows it to its end, with what it prints', async () => {
  expect(await maker.look(params(), made)).toEqual({ is: 'before' })
  const result = await maker.start(params(), made)
  expect(sent()[0]!.input).toMatchObject({
    DocumentName: 'db-backup',
    DocumentHash: hash,
    InstanceIds: ['i-02'],
    Parameters: { env: ['production'] },
  })
  expect(await maker.look(params(), made)).toEqual({ is: 'after', result })
  expect(await maker.observe!(params(), result, made)).toMatchObject({ is: 'going' })
  time += 5_000
  expect(await maker.observe!(params(), result, made)).toMatchObject({
    is: 'done',
    progress: { output: 'backed up 42 tables' },
  })
  expect(await maker.output!(params(), result, made)).toBe('backed up 42 tables')
})

it('that fails says how, with its errors', async () => {
  aws.ssm.script(() => ({ prints: 'begins', errors: 'no space left', exit: 3 }))
  const result = await maker.start(params(), made)
  time += 5_000
  expect(await maker.observe!(params(), result, made)).toMatchObject({
    is: 'failed',
    why: 'It ended with exit 3 on i-02 (Failed).',
    output: 'begins\nno space left',
  })
})

it('whose answer is lost was sent once, and is found by its mark', async () => {
  aws.fault('ssm:SendCommand', 'lost')
  const failed = await maker.start(params(), made).catch((error: unknown) => error)
  expect((failed as OutsideError).fault).toMatchObject({ fault: 'away', effect: 'unknown' })
  expect(await maker.look(params(), made)).toMatchObject({
    is: 'after',
    result: { command: expect.any(String) },
  })
  expect(await maker.look(params(), { ...made, run: 'another' })).toEqual({ is: 'before' })
  expect(sent()).toHaveLength(1)
  expect(maker.repeatable).toBe(false)
})

it.each(['throttled', 'denied'] as const)('%s is not sent, and says why', async fault => {
  aws.fault('ssm:SendCommand', fault)
  const failed = await maker.start(params(), made).catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(OutsideError)
  expect((failed as OutsideError).fault.effect).toBe('none')
  if (fault === 'denied')
    expect((failed as OutsideError).message).toContain(
      'Policy to add: {"Effect":"Allow","Action":"ssm:SendCommand"',
    )
  expect(aws.ssm.ran().filter(({ machine }) => machine !== 'i-02')).toEqual([])
})

it('a document that was changed since is not run; one that runs can be stopped', async () => {
  aws.ssm.define('db-backup', { env: undefined }, 'rm -rf /')
  expect(await maker.look(params(), made)).toEqual({
    is: 'other',
    how: 'db-backup is another document than when it was approved.',
  })
  const failed = await maker.start(params(), made).catch((error: unknown) => error)
  expect((failed as OutsideError).fault).toMatchObject({ fault: 'refused', effect: 'none' })

  const now = (await machines.document('db-backup', place))!.hash
  const result = await maker.start(params({ hash: now }), made)
  let guarded = 0
  await maker.cancel!(params({ hash: now }), result, () => guarded++)
  expect(guarded).toBe(1)
  expect(await maker.observe!(params({ hash: now }), result, made)).toMatchObject({
    is: 'failed',
    why: expect.stringContaining('Cancelled'),
  })
})
