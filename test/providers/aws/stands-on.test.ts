import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import type { Finding } from '../../../src/ports/probes.ts'
import { createAlarmsProbe } from '../../../src/providers/aws/alarms.ts'
import { createCertificateProbe } from '../../../src/providers/aws/certificate.ts'
import { type AwsClients, createAwsClients } from '../../../src/providers/aws/clients.ts'
import { createDatabaseProbe } from '../../../src/providers/aws/database.ts'
import { createTargetsProbe } from '../../../src/providers/aws/targets.ts'

const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' }
const account = { region: 'us-east-1' }
const enough = 10_000
const now = Date.parse('2026-11-20T02:14:00Z')
const day = 86_400_000

let aws: SimulatedAws
let clients: AwsClients
beforeAll(async () => {
  aws = await createAws()
  clients = createAwsClients({ endpoint: aws.url, credentials })
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.mend()
  aws.asked.length = 0
})

const said = ({ state, detail }: Finding) => `${state}: ${detail}`

describe('the targets of a load balancer', () => {
  const targetGroup =
    'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/backend/73e2d6bc24d8a067'
  const look = async (timeoutMs = enough) =>
    said(await createTargetsProbe(clients)({ targetGroup, ...account }, timeoutMs))
  const failing = { id: '10.0.0.2', state: 'unhealthy', reason: 'Target.ResponseCodeMismatch' } as const

  it.each([
    [[{ id: '10.0.0.1', state: 'healthy' }], 'fine: 1 of 1 targets healthy'],
    [
      [
        { id: '10.0.0.1', state: 'healthy' },
        { ...failing, description: 'Health checks failed with these codes: [502]' },
      ],
      'unsettled: 1 of 2 targets healthy, 10.0.0.2 unhealthy: Health checks failed with these codes: [502]',
    ],
    [[failing], 'down: 0 of 1 targets healthy, 10.0.0.2 unhealthy: Target.ResponseCodeMismatch'],
    [
      [
        { id: '10.0.0.1', state: 'healthy' },
        { id: '10.0.0.3', state: 'draining' },
      ],
      'fine: 1 of 1 targets healthy',
    ],
    [[], 'down: 0 of 0 targets healthy'],
  ] as const)('%j', async (targets, expected) => {
    aws.elb.set(targetGroup, [...targets])
    expect(await look()).toBe(expected)
  })

  it('that may not be looked at, or are not there', async () => {
    aws.fault('elasticloadbalancing:*', 'denied')
    expect(await look()).toBe(
      'unknown: AWS refused elasticloadbalancing:DescribeTargetHealth on backend: Belay\'s role may not. Policy to add: {"Effect":"Allow","Action":"elasticloadbalancing:DescribeTargetHealth","Resource":"*"}',
    )
    aws.mend()
    const gone = await createTargetsProbe(clients)({ targetGroup: `${targetGroup}9`, ...account }, enough)
    expect(said(gone)).toBe('down: there is no target group backend')
  })

  it('that AWS does not tell of, in time', async () => {
    aws.fault('*', 'hanging')
    expect(await look(50)).toBe('unknown: no answer from AWS in 50 ms')
  })
})

describe('a database', () => {
  const look = async (rds = 'arbor-production-db') =>
    said(await createDatabaseProbe(clients)({ rds, ...account }, enough))

  it.each([
    ['available', 'fine: available, postgres 17.4, two zones'],
    ['backing-up', 'fine: backing-up, postgres 17.4, two zones'],
    ['modifying', 'unsettled: modifying, postgres 17.4, two zones'],
    ['storage-full', 'down: storage-full, postgres 17.4, two zones'],
    ['stopped', 'down: stopped, postgres 17.4, two zones'],
    ['something-new', 'down: something-new, postgres 17.4, two zones'],
  ])('%s', async (status, expected) => {
    aws.rds.set({ id: 'arbor-production-db', status, multiAz: true })
    expect(await look()).toBe(expected)
  })

  it('that is not there, or may not be looked at', async () => {
    expect(await look('arbor-db')).toBe('down: there is no RDS instance arbor-db in us-east-1')
    aws.fault('rds:DescribeDBInstances', 'denied')
    expect(await look()).toContain('"Resource":"arn:aws:rds:us-east-1:123456789012:db:arbor-production-db"')
    aws.fault('rds:DescribeDBInstances', 'throttled')
    expect(await look()).toBe('unknown: AWS limits rds:DescribeDBInstances just now: look again in a minute')
  })
})

describe('alarms', () => {
  const look = (alarms: string[], timeoutMs = enough) =>
    createAlarmsProbe(clients)({ alarms, ...account }, timeoutMs)
  beforeAll(() => {
    const set = aws.cloudwatch.set
    set({ name: 'arbor-5xx', state: 'ALARM', since: now - 600_000, reason: 'Threshold Crossed: 12 > 10.' })
    set({ name: 'arbor-cpu', state: 'OK', since: now })
    set({ name: 'arbor-latency', state: 'ALARM', since: now - 60_000, reason: '' })
    set({ name: 'orders too old', state: 'OK', since: now })
    for (let i = 0; i < 130; i++) set({ name: `many-${i}`, state: i === 120 ? 'ALARM' : 'OK', since: now })
  })

  it('that are raised are told one by one, the latest first, with since when', async () => {
    expect(await look(['arbor-*', 'orders too old'])).toMatchObject([
      { state: 'slow', what: 'arbor-latency', detail: 'in alarm', since: now - 60_000 },
      {
        state: 'slow',
        what: 'arbor-5xx',
        detail: 'in alarm: Threshold Crossed: 12 > 10',
        since: now - 600_000,
      },
    ])
  })

  it('of which none is raised are fine', async () => {
    expect((await look(['orders too old', 'arbor-c*'])).map(said)).toEqual(['fine: none of 2 in alarm'])
  })

  it('are read to the last page', async () => {
    expect(await look(['many-*'])).toMatchObject([{ what: 'many-120' }])
  })

  it('that are not there are no good news', async () => {
    expect((await look(['orders to old', 'arbor-cpu'])).map(said)).toEqual([
      'unknown: there is no alarm of this name',
    ])
    expect((await look(['learnbot-*'])).map(said)).toEqual(['unknown: there are no alarms of these names'])
  })

  it('that begin elsewhere than they are to are told of', async () => {
    aws.cloudwatch.set({ name: 'delivery', state: 'OK', since: now, begins: 'below 90' })
    aws.cloudwatch.set({ name: 'failures', state: 'OK', since: now, begins: 'above 10' })
    const begin = { delivery: 'below 90', failures: 'above 5', 'orders too old': 'above 1' }
    const probe = createAlarmsProbe(clients)
    const found = await probe({ alarms: ['delivery', 'failures'], begin, ...account }, enough)
    expect(found.map(one => [one.what, said(one)])).toEqual([
      ['failures', 'unsettled: begins above 10, and the system file says above 5'],
    ])
  })

  it('that AWS does not tell of say why', async () => {
    aws.fault('cloudwatch:*', 'denied')
    expect((await look(['arbor-*'])).map(said)).toEqual([
      expect.stringContaining('unknown: AWS refused cloudwatch:DescribeAlarms on alarms'),
    ])
    aws.fault('cloudwatch:*', 'hanging')
    expect((await look(['arbor-*'], 50)).map(said)).toEqual(['unknown: no answer from AWS in 50 ms'])
  })
})

describe('a certificate', () => {
  const look = async (domain: string) =>
    said(await createCertificateProbe(clients, () => now)({ domain, ...account }, enough))

  it.each([
    [{ notAfter: now + 61.5 * day }, 'fine: 61 days'],
    [{ notAfter: now + 29 * day }, 'slow: 29 days'],
    [{ notAfter: now + 6 * day }, 'down: 6 days'],
    [{ notAfter: now + 1.2 * day, type: 'IMPORTED' }, 'down: 1 day, imported: AWS does not renew it'],
    [{ notAfter: now - 2.5 * day, status: 'EXPIRED' }, 'down: ended 3 days ago'],
    [
      { notAfter: now + 50 * day, renewal: 'FAILED', renewalReason: 'CAA_ERROR' },
      'slow: 50 days, renewal failed: CAA_ERROR',
    ],
    [
      { notAfter: now + 40 * day, renewal: 'PENDING_VALIDATION' },
      'fine: 40 days, its renewal waits for validation',
    ],
    [{ status: 'PENDING_VALIDATION' }, 'down: not issued: pending_validation'],
    [{ notAfter: now + 90 * day, status: 'REVOKED' }, 'down: 90 days, revoked'],
  ] as const)('%j', async (certificate, expected) => {
    aws.acm.set({ domain: 'your-domain.com', ...certificate })
    expect(await look('your-domain.com')).toBe(expected)
  })

  it('is found by any name that it is for, and by its wildcard', async () => {
    aws.acm.set({
      domain: 'shop.example',
      alternatives: ['www.shop.example', '*.api.shop.example'],
      notAfter: now + 45 * day,
    })
    expect(await look('www.shop.example')).toBe('fine: 45 days')
    expect(await look('v1.api.shop.example')).toBe('fine: 45 days')
    expect(await look('a.v1.api.shop.example')).toBe(
      'unknown: Certificate Manager has none for a.v1.api.shop.example in us-east-1',
    )
  })

  it('of several is the one that is in use and ends first', async () => {
    const domain = 'many.example'
    aws.acm.set({ domain, id: 'new', notAfter: now + 300 * day, inUse: false })
    aws.acm.set({ domain, id: 'old', notAfter: now + 20 * day })
    aws.acm.set({ domain, id: 'newer', notAfter: now + 200 * day })
    expect(await look(domain)).toBe('slow: 20 days')
  })

  it('is asked for among all kinds of keys', async () => {
    await look('your-domain.com')
    expect(aws.asked[0]?.input.Includes.keyTypes).toContain('EC_prime256v1')
  })

  it('that may not be looked at says what to allow', async () => {
    aws.fault('acm:DescribeCertificate', 'denied')
    expect(await look('your-domain.com')).toContain('"Action":"acm:DescribeCertificate"')
    aws.fault('acm:*', 'expired')
    expect(await look('your-domain.com')).toBe("unknown: Belay's AWS credentials have expired: renew them")
  })
})
