import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import type { OutsideError } from '../../../src/domain/errors.ts'
import { type Maker, makers } from '../../../src/ports/calls/call.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { ec2Makers } from '../../../src/providers/aws/ec2/makers.ts'
import { createSecurityGroups } from '../../../src/providers/aws/ec2/security-groups.ts'

const group = 'sg-0a1b2c3d4e5f60718'
const params = { region: 'us-east-1', group, port: 5432, cidr: '203.0.113.7/32' }
const made = { run: 'a1b2c3', step: 0 }
const rule = { protocol: 'tcp', fromPort: 5432, toPort: 5432, cidr: '203.0.113.7/32' }
let aws: SimulatedAws
let all: ReturnType<typeof makers>

beforeAll(async () => {
  aws = await createAws()
  const clients = createAwsClients({
    endpoint: aws.url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' },
  })
  all = makers(...ec2Makers(clients, createSecurityGroups(clients)))
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.mend()
  aws.ec2.set(group, [{ ...rule, cidr: '10.0.0.0/16' }])
  aws.asked.length = 0
})

const maker = (action: string): Maker => all.get(`ec2:${action}SecurityGroupIngress`)!
const changed = () => aws.asked.filter(({ action }) => !action.startsWith('Describe')).length
const failing = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('it went well')
    },
    (error: unknown) => error as OutsideError,
  )

describe.each(['Authorize', 'Revoke'])('%s', verb => {
  const name = `ec2:${verb}SecurityGroupIngress`
  beforeEach(() => void (verb === 'Revoke' && aws.ec2.set(group, [rule])))

  it('whose answer is lost was made once, and is found', async () => {
    expect(await maker(verb).look(params, made)).toEqual({ is: 'before' })
    aws.fault(name, 'lost')
    expect((await failing(maker(verb).start(params, made))).fault).toMatchObject({ effect: 'unknown' })
    expect(await maker(verb).look(params, made)).toEqual({ is: 'after', result: {} })
    expect(changed()).toBe(1)
  })

  it.each([
    ['denied', 'refused'],
    ['throttled', 'limited'],
    ['broken', 'away'],
  ] as const)('that is %s has had no effect by then', async (fault, kind) => {
    aws.fault(name, fault)
    expect((await failing(maker(verb).start(params, made))).fault.fault).toBe(kind)
    expect(await maker(verb).look(params, made)).toEqual({ is: 'before' })
  })

  it('is refused with the policy to add', async () => {
    aws.fault(name, 'denied')
    expect((await failing(maker(verb).start(params, made))).message).toContain(
      `Policy to add: {"Effect":"Allow","Action":"${name}","Resource":"arn:aws:ec2:us-east-1:123456789012:security-group/${group}"}`,
    )
  })
})

it('a rule that is there already is somebody else’s, and a group that is gone lets nobody in', async () => {
  aws.ec2.set(group, [rule])
  expect(await maker('Authorize').look(params, made)).toEqual({
    is: 'other',
    how: `${group} lets 203.0.113.7/32 in already, by a rule of somebody else's.`,
  })
  const gone = { ...params, group: 'sg-ffffffff' }
  expect((await failing(maker('Authorize').start(gone, made))).message).toContain(
    'there is no security group sg-ffffffff',
  )
  expect(await maker('Revoke').look(gone, made)).toEqual({ is: 'after', result: {} })
  await maker('Revoke').start(gone, made)
})

it('nobody else’s rule is touched', async () => {
  const other = { ...rule, cidr: '10.0.0.0/16' }
  await maker('Authorize').start(params, made)
  expect(aws.ec2.rules(group)).toEqual([other, { ...rule, description: 'for a while [belay a1b2c3/0]' }])
  await maker('Revoke').start(params, made)
  expect(aws.ec2.rules(group)).toEqual([other])
})
