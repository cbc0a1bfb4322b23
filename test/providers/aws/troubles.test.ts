import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { OutsideError } from '../../../src/domain/errors.ts'
import { createAlarms } from '../../../src/providers/aws/alarm-actions.ts'
import { createAutoscaling } from '../../../src/providers/aws/autoscaling/autoscaling.ts'
import { within } from '../../../src/providers/aws/call.ts'
import { createCertificateProbe } from '../../../src/providers/aws/certificate.ts'
import { type AwsClients, createAwsClients } from '../../../src/providers/aws/clients.ts'
import { createStacks } from '../../../src/providers/aws/cloudformation/stacks.ts'
import { createUserPools } from '../../../src/providers/aws/cognito/user-pools.ts'
import { createCosts } from '../../../src/providers/aws/costs.ts'
import { createSecurityGroups } from '../../../src/providers/aws/ec2/security-groups.ts'
import { createClusters } from '../../../src/providers/aws/ecs/clusters.ts'
import { createElastiCache } from '../../../src/providers/aws/elasticache/elasticache.ts'
import { createListeners } from '../../../src/providers/aws/elb/listeners.ts'
import { ask as askAws } from '../../../src/providers/aws/failure.ts'
import { createRoles } from '../../../src/providers/aws/iam/roles.ts'
import { createImageRegistry } from '../../../src/providers/aws/image-registry.ts'
import { createFunctions } from '../../../src/providers/aws/lambda/functions.ts'
import { createLogGroups } from '../../../src/providers/aws/log-groups.ts'
import { createRds } from '../../../src/providers/aws/rds/rds.ts'
import { createRecordProbe } from '../../../src/providers/aws/route53/record.ts'
import { createAccessLogs } from '../../../src/providers/aws/s3/access-logs.ts'
import { createSecretStore } from '../../../src/providers/aws/secrets-manager/secret-store.ts'
import { type ServiceName, serviceNames } from '../../../src/providers/aws/services.ts'
import { createMachines } from '../../../src/providers/aws/ssm/machines.ts'
import { createGate } from '../../gate.ts'

const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' }
const place = { region: 'us-east-1' }
const arn = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188'
const now = Date.parse('2026-11-26T02:14:00Z')

/** What a probe finds is thrown where it could not look, as a port would. */
const found = async (finding: Promise<{ state: string; detail: string }>) => {
  const { state, detail } = await finding
  if (state === 'unknown') throw new Error(detail)
}

/** One question to each service that Belay asks, as its port asks it, and the first action that this takes. */
const questions: Record<ServiceName, [action: string, ask: (aws: AwsClients) => Promise<unknown>]> = {
  acm: [
    'acm:ListCertificates',
    aws => found(createCertificateProbe(aws, () => now)({ domain: 'example.com', ...place }, 10_000)),
  ],
  autoscaling: [
    'application-autoscaling:DescribeScalableTargets',
    aws => createAutoscaling(aws).bounds({ cluster: 'shop', service: 'web', ...place }),
  ],
  cloudformation: [
    'cloudformation:DescribeStacks',
    aws => createStacks(aws).state({ stack: 'shop', ...place }),
  ],
  cloudwatch: ['cloudwatch:DescribeAlarms', aws => createAlarms(aws).find(place, ['shop-*'])],
  cognito: ['cognito-idp:ListUsers', aws => createUserPools(aws).users('us-east-1_Ab12Cd34E', place)],
  costs: [
    'ce:GetCostAndUsage',
    aws =>
      createCosts(aws).spent(
        { from: '2026-11-01', to: '2026-11-26' },
        { each: 'month', service: false },
        place,
      ),
  ],
  ec2: ['ec2:DescribeSecurityGroupRules', aws => createSecurityGroups(aws).open(place)],
  ecr: [
    'ecr:DescribeImages',
    aws => createImageRegistry(aws).images({ registry: '123456789012', repository: 'web', ...place }),
  ],
  ecs: [
    'ecs:DescribeServices',
    aws => createClusters(aws).service({ cluster: 'shop', service: 'web', ...place }),
  ],
  elasticache: [
    'elasticache:DescribeReplicationGroups',
    aws => createElastiCache(aws).group('shop-redis', place),
  ],
  elb: ['elasticloadbalancing:DescribeListeners', aws => createListeners(aws).of(arn, place)],
  iam: ['iam:ListRoles', aws => createRoles(aws).all(10, place)],
  lambda: [
    'lambda:GetFunctionConfiguration',
    aws => createFunctions(aws).state({ function: 'weather', ...place }),
  ],
  logs: ['logs:DescribeLogGroups', aws => createLogGroups(aws).kept('/ecs/shop', place)],
  rds: ['rds:DescribeDBInstances', aws => createRds(aws).instance('shop-db', place)],
  route53: [
    'route53:ListHostedZonesByName',
    aws => found(createRecordProbe(aws)({ domain: 'example.com', ...place }, 10_000)),
  ],
  s3: [
    's3:ListBucket',
    aws =>
      createAccessLogs(aws).read(
        { bucket: 'shop-logs', ...place },
        { from: now - 60_000, to: now },
        () => {},
      ),
  ],
  secrets: ['secretsmanager:DescribeSecret', aws => createSecretStore(aws).secret('shop/db', place)],
  ssm: ['ssm:DescribeInstanceInformation', aws => createMachines(aws).tagged({ Role: 'bastion' }, place)],
}

let aws: SimulatedAws
let clients: AwsClients
beforeAll(async () => {
  aws = await createAws()
  aws.s3.put('shop-logs', 'x', Buffer.from('x'))
  clients = createAwsClients({ endpoint: aws.url, credentials })
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.mend()
  aws.asked.length = 0
})

it('every service is asked something here', () => {
  expect(Object.keys(questions).sort()).toEqual([...serviceNames].sort())
})

describe.each(Object.entries(questions))('%s', (_, [action, ask]) => {
  it.each([
    ['denied', `AWS refused ${action} on `, 'refused'],
    ['throttled', `AWS limits ${action} just now: look again in a minute`, 'limited'],
    ['expired', "Belay's AWS credentials have expired: renew them", 'refused'],
    ['broken', `AWS answered 500 (`, 'away'],
    ['lost', 'the connection to AWS ended before an answer (', 'away'],
    ['garbled', `AWS's answer to ${action} cannot be read`, 'away'],
  ] as const)('that is %s says so', async (fault, told, kind) => {
    aws.fault(action, fault)
    const error = await ask(clients).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(String((error as Error).message)).toContain(told)
    if (fault === 'denied')
      expect((error as Error).message).toMatch(
        new RegExp(`Policy to add: \\{"Effect":"Allow","Action":"${action}","Resource":"[^"]+"`),
      )
    if (error instanceof OutsideError)
      expect(error.fault).toMatchObject({ service: 'aws', fault: kind, effect: 'none' })
    expect(aws.asked.some(({ name }) => name === action)).toBe(true)
  })
})

it('an answer without end is held as far as any is, and told so', async () => {
  const gate = await createGate(aws.url)
  const vast = Buffer.from('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n[')
  const flooded = createAwsClients({ endpoint: gate.url, credentials })
  try {
    for (const [service, [, ask]] of Object.entries(questions)) {
      gate.meetsAll({ arrives: false, hears: vast, floods: true })
      const { message } = await ask(flooded).then(
        () => new Error('it has answered'),
        (error: Error) => error,
      )
      expect([service, message]).toEqual([service, 'It answered more than 20 MB: narrow what is asked for.'])
      expect(gate.poured()).toBeLessThan(100_000_000)
    }
    // A change has been carried out, as far as anybody knows.
    gate.meetsAll({ arrives: true, hears: vast, floods: true })
    const call = { action: 'ecs:UpdateService', resource: 'web', about: 'web', allow: { Resource: '*' } }
    const changed = askAws({ ...call, changes: true }, within(10_000), async abortSignal => {
      const ecs = await flooded.ecs(place)
      return ecs.updateService({ cluster: 'shop', service: 'web', desiredCount: 3 }, { abortSignal })
    })
    await expect(changed).rejects.toMatchObject({ fault: { effect: 'unknown' } })
  } finally {
    await gate.shut()
  }
})

it.each([
  ['garbled', 'unknown'],
  ['lost', 'unknown'],
  ['broken', 'unknown'],
  ['denied', 'none'],
  ['throttled', 'none'],
  ['expired', 'none'],
] as const)('a change whose answer is %s has its effect: %s', async (fault, effect) => {
  aws.fault('ecs:UpdateService', fault)
  const call = {
    action: 'ecs:UpdateService',
    resource: 'web',
    about: 'service web',
    allow: { Resource: '*' },
  }
  const changed = askAws({ ...call, changes: true }, within(10_000), async abortSignal => {
    const ecs = await clients.ecs(place)
    return ecs.updateService({ cluster: 'shop', service: 'web', desiredCount: 3 }, { abortSignal })
  })
  await expect(changed).rejects.toMatchObject({ fault: { effect } })
  expect(aws.asked.filter(({ name }) => name === 'ecs:UpdateService')).toHaveLength(1)
})
