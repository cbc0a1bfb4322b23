import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'

const where = { region: 'us-east-1' }
const began = Date.parse('2026-11-20T02:14:00Z')
let aws: SimulatedAws
let clients: ReturnType<typeof createAwsClients>

beforeAll(async () => {
  aws = await createAws()
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

describe('the simulated account answers AWS’s own clients:', () => {
  it('services in ECS', async () => {
    aws.ecs.set({ cluster: 'shop', service: 'web', desired: 2, running: 1 })
    const ecs = await clients.ecs(where)
    expect(await ecs.describeServices({ cluster: 'shop', services: ['web', 'wed'] })).toMatchObject({
      services: [{ serviceName: 'web', runningCount: 1, desiredCount: 2 }],
      failures: [{ reason: 'MISSING' }],
    })
  })

  it('log groups, page by page', async () => {
    const messages = ['one', 'two ERROR', 'three', 'four ERROR', 'five']
    aws.logs.write('/ecs/web', ...messages.map((message, i) => ({ at: began + i, message })))
    aws.logs.page(2)
    const logs = await clients.logs(where)
    const ask = { logGroupName: '/ecs/web', filterPattern: 'ERROR', startTime: began, endTime: began + 3 }
    const first = await logs.filterLogEvents(ask)
    expect(first.events).toMatchObject([{ message: 'two ERROR', timestamp: began + 1 }])
    const second = await logs.filterLogEvents({ ...ask, nextToken: first.nextToken })
    expect(second.events).toMatchObject([{ message: 'four ERROR' }])
    expect(second.nextToken).toBeUndefined()
    await expect(logs.filterLogEvents({ ...ask, logGroupName: '/no' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
    await expect(logs.filterLogEvents({ ...ask, filterPattern: 'a-b' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  it('databases', async () => {
    aws.rds.set({ id: 'shop-db', status: 'storage-full', multiAz: true })
    const rds = await clients.rds(where)
    const { DBInstances } = await rds.describeDBInstances({ DBInstanceIdentifier: 'shop-db' })
    expect(DBInstances).toMatchObject([
      { DBInstanceStatus: 'storage-full', Engine: 'postgres', MultiAZ: true },
    ])
    await expect(rds.describeDBInstances({ DBInstanceIdentifier: 'none' })).rejects.toMatchObject({
      name: 'DBInstanceNotFoundFault',
    })
  })

  it('targets behind a load balancer', async () => {
    const group = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/1'
    const description = 'Health checks failed with <502> & more'
    aws.elb.set(group, [
      { id: '10.0.0.1', state: 'healthy' },
      { id: '10.0.0.2', state: 'unhealthy', reason: 'Target.FailedHealthChecks', description },
    ])
    const elb = await clients.elb(where)
    const { TargetHealthDescriptions } = await elb.describeTargetHealth({ TargetGroupArn: group })
    expect(TargetHealthDescriptions?.map(({ TargetHealth }) => TargetHealth)).toEqual([
      { State: 'healthy' },
      { State: 'unhealthy', Reason: 'Target.FailedHealthChecks', Description: description },
    ])
    await expect(elb.describeTargetHealth({ TargetGroupArn: 'none' })).rejects.toMatchObject({
      name: 'TargetGroupNotFoundException',
    })
  })

  it('alarms', async () => {
    aws.cloudwatch.set({ name: 'shop-5xx', state: 'ALARM', since: began })
    aws.cloudwatch.set({ name: 'shop-cpu', state: 'OK', since: began })
    const cloudwatch = await clients.cloudwatch(where)
    const { MetricAlarms } = await cloudwatch.describeAlarms({
      AlarmNamePrefix: 'shop-',
      StateValue: 'ALARM',
    })
    expect(MetricAlarms).toMatchObject([
      { AlarmName: 'shop-5xx', StateTransitionedTimestamp: new Date(began) },
    ])
  })

  it('certificates', async () => {
    aws.acm.set({
      domain: 'shop.example.com',
      notAfter: began,
      renewal: 'FAILED',
      renewalReason: 'CAA_ERROR',
    })
    const acm = await clients.acm(where)
    const { CertificateSummaryList } = await acm.listCertificates({ CertificateStatuses: ['ISSUED'] })
    expect(CertificateSummaryList).toMatchObject([
      { DomainName: 'shop.example.com', NotAfter: new Date(began) },
    ])
    const { CertificateArn } = CertificateSummaryList![0]!
    expect((await acm.describeCertificate({ CertificateArn })).Certificate).toMatchObject({
      RenewalSummary: { RenewalStatus: 'FAILED', RenewalStatusReason: 'CAA_ERROR' },
    })
  })

  it('secrets', async () => {
    aws.secrets.set('shop/redis', 'rediss://…')
    const secrets = await clients.secrets(where)
    expect((await secrets.getSecretValue({ SecretId: 'shop/redis' })).SecretString).toBe('rediss://…')
    await expect(secrets.getSecretValue({ SecretId: 'none' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})

describe('a fault', () => {
  it.each([
    ['ecs:*', 'denied', 'AccessDeniedException'],
    ['rds:DescribeDBInstances', 'denied', 'AccessDenied'],
    ['*', 'throttled', 'ThrottlingException'],
    ['ecs:DescribeServices', 'expired', 'ExpiredTokenException'],
    ['*', 'broken', 'ServerException'],
  ] as const)('of %s is AWS’s own: %s', async (name, fault, error) => {
    aws.fault(name, fault)
    const asking = name.startsWith('rds')
      ? (await clients.rds(where)).describeDBInstances({})
      : (await clients.ecs(where)).describeServices({ services: ['web'] })
    await expect(asking).rejects.toMatchObject({ name: error })
    aws.mend()
    await expect((await clients.rds(where)).describeDBInstances({})).resolves.toBeDefined()
  })

  it('concerns what it was set for', async () => {
    aws.fault('ecs:ListTasks', 'denied')
    aws.fault('cloudwatch:*', 'denied')
    await expect((await clients.rds(where)).describeDBInstances({})).resolves.toBeDefined()
    await expect((await clients.cloudwatch(where)).describeAlarms({})).rejects.toMatchObject({
      message: expect.stringContaining('cloudwatch:DescribeAlarms on resource: arn:aws:cloudwatch:'),
    })
  })
})
