import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { type AwsClients, createAwsClients } from '../../../src/providers/aws/clients.ts'
import { createSecurityGroups } from '../../../src/providers/aws/ec2/security-groups.ts'
import { createAllowed } from '../../../src/providers/aws/iam/allowed.ts'
import { createRoles } from '../../../src/providers/aws/iam/roles.ts'

const place = { region: 'us-east-1' }
const began = Date.parse('2026-11-25T02:14:00Z')
const day = 86_400_000
let aws: SimulatedAws
let clients: AwsClients
beforeAll(async () => {
  aws = await createAws({ now: () => began })
  clients = createAwsClients({
    endpoint: aws.url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' },
  })
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.mend()
  aws.asked.length = 0
})

const rule = { protocol: 'tcp', fromPort: 5432, toPort: 5432 }

it('groups that let everybody in are told with what stands behind them, and no others', async () => {
  aws.ec2.set('sg-1', [
    { ...rule, cidr: '0.0.0.0/0' },
    { ...rule, cidr: '10.0.0.0/16' },
  ])
  aws.ec2.attach(
    'sg-1',
    'open-db',
    { description: 'RDSNetworkInterface' },
    { description: 'AWS Lambda VPC ENI-weather-0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f', type: 'lambda' },
    { description: 'arn:aws:ecs:us-east-1:123456789012:attachment/0a1b', publicIp: '203.0.113.9' },
    { description: 'somebody else’s' },
  )
  aws.ec2.set('sg-2', [{ ...rule, cidr: '203.0.113.7/32' }])
  aws.ec2.set('sg-3', [{ protocol: '-1', fromPort: -1, toPort: -1, cidr: '::/0' }])
  const found = await createSecurityGroups(clients).open(place)
  expect(found).toEqual([
    {
      id: 'sg-1',
      name: 'open-db',
      rules: [{ ...rule, cidr: '0.0.0.0/0' }],
      behind: [
        { what: 'a database', isPublic: false },
        { what: 'the function weather', isPublic: false },
        { what: 'a task of ECS', isPublic: true },
        { what: 'somebody else’s', isPublic: false },
      ],
    },
    {
      id: 'sg-3',
      name: 'sg-3',
      rules: [{ protocol: '-1', fromPort: -1, toPort: -1, cidr: '::/0' }],
      behind: [],
    },
  ])
  aws.ec2.set('sg-1')
  aws.ec2.set('sg-3')
  aws.asked.length = 0
  expect(await createSecurityGroups(clients).open(place)).toEqual([])
  expect(aws.asked.map(({ action }) => action)).toEqual(['DescribeSecurityGroupRules'])
})

it('roles are told with when they were used, over all pages, without those of AWS itself', async () => {
  for (let i = 0; i < 120; i++)
    aws.iam.set({
      name: `role-${i}`,
      createdAt: began - 500 * day,
      ...(i % 2 === 0 && { usedAt: began - i * day }),
    })
  aws.iam.set({ name: 'AWSServiceRoleForX', path: '/aws-service-role/x/', createdAt: began })
  const roles = createRoles(clients)
  const { roles: all, more } = await roles.all(300, place)
  expect([all.length, more]).toEqual([120, false])
  expect(all[2]).toEqual({
    name: 'role-2',
    createdAt: began - 500 * day,
    usedAt: began - 2 * day,
    usedIn: 'us-east-1',
  })
  expect(all[3]).toEqual({ name: 'role-3', createdAt: began - 500 * day })
  expect(aws.asked.filter(({ action }) => action === 'ListRoles')).toHaveLength(2)
  expect(await roles.all(50, place)).toMatchObject({ more: true, roles: { length: 50 } })
})

it.each(['ec2:DescribeSecurityGroupRules', 'ec2:DescribeNetworkInterfaces', 'iam:ListRoles', 'iam:GetRole'])(
  'what %s refuses, or is too much for it just now, is said in words',
  async action => {
    aws.ec2.set('sg-1', [{ ...rule, cidr: '0.0.0.0/0' }])
    const read = () =>
      action.startsWith('ec2')
        ? createSecurityGroups(clients).open(place)
        : createRoles(clients).all(10, place)
    aws.fault(action, 'denied')
    await expect(read()).rejects.toThrow(
      new RegExp(`AWS refused ${action} on .*Policy to add: .*"${action}"`),
    )
    aws.fault(action, 'throttled')
    await expect(read()).rejects.toMatchObject({ fault: { fault: 'limited' } })
  },
)

it('what a role may use is a report that IAM makes in its time, over all pages', async () => {
  const many = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`service-${i}`, undefined]))
  aws.iam.set({ name: 'shop-task', path: '/shop/', createdAt: began, allowed: { ...many, s3: began - day } })
  const allowed = createAllowed(clients, 1)
  aws.iam.reporting(2)
  const all = await allowed('shop-task', place)
  expect(all).toHaveLength(121)
  expect(all!.filter(({ usedAt }) => usedAt !== undefined)).toEqual([
    { service: 'AWS s3', namespace: 's3', usedAt: began - day },
  ])
  const reports = aws.asked.map(({ action }) => action).filter(action => action.endsWith('Details'))
  expect(reports).toEqual([
    'GenerateServiceLastAccessedDetails',
    ...Array.from({ length: 4 }, () => 'GetServiceLastAccessedDetails'),
  ])
  expect(await allowed('nobody', place)).toBeUndefined()
  aws.iam.reporting(0, 'FAILED')
  await expect(allowed('shop-task', place)).rejects.toThrow(
    'IAM could not tell what shop-task may use: Try again later',
  )
  aws.iam.reporting(0)
})
