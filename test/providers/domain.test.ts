import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../sandbox/aws/aws.ts'
import { createHandshakes } from '../../sandbox/endpoints/handshakes.ts'
import { createNames } from '../../sandbox/endpoints/names.ts'
import type { Finding } from '../../src/ports/probes.ts'
import { type AwsClients, createAwsClients } from '../../src/providers/aws/clients.ts'
import { createRecordProbe } from '../../src/providers/aws/route53/record.ts'
import { createHandshakeProbe } from '../../src/providers/handshake-probe.ts'

const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' }
const enough = 10_000
const day = 86_400_000
const balancer = 'balancer.us-east-1.elb.amazonaws.com'
const said = ({ state, what, detail }: Finding) => `${state}: ${what} ${detail}`

describe('the record of a name', () => {
  const names = createNames()
  let aws: SimulatedAws
  let clients: AwsClients
  beforeAll(async () => {
    aws = await createAws()
    clients = createAwsClients({ endpoint: aws.url, credentials })
    await clients.load('route53')
    aws.route53.set({ name: 'example.org', records: [] })
    aws.route53.set({ name: 'internal.example.com', isPrivate: true, records: [] })
    aws.route53.set({
      name: 'example.com',
      records: [
        { name: 'api.example.com', type: 'TXT', values: ['"v=spf1"'] },
        { name: 'api.example.com', type: 'A', alias: balancer },
        { name: 'old.example.com', type: 'A', values: ['203.0.113.77'] },
        { name: 'www.example.com', type: 'CNAME', values: [`${balancer}.`] },
      ],
    })
    names.set(balancer, ['203.0.113.10', '203.0.113.11'])
    names.set('api.example.com', ['203.0.113.11'])
    names.set('www.example.com', ['203.0.113.10'])
  })
  afterAll(() => aws.close())
  beforeEach(() => aws.mend())

  const look = async (domain: string, timeoutMs = enough) =>
    said(await createRecordProbe(clients, names.lookup)({ domain, region: 'us-east-1' }, timeoutMs))

  it('leads where Route 53 says, through the zone that it lies in', async () => {
    expect(await look('api.example.com')).toBe(`fine: Route 53 leads to ${balancer}, and so does the name`)
    expect(await look('www.example.com')).toBe(`fine: Route 53 leads to ${balancer}, and so does the name`)
    // A private zone tells nothing of what people elsewhere find.
    expect(await look('x.internal.example.com')).toBe(
      'down: Route 53 its zone example.com has no record that leads anywhere',
    )
  })

  it('leads elsewhere, nowhere, or has none', async () => {
    expect(await look('old.example.com')).toBe(
      'down: Route 53 leads to 203.0.113.77, and the name to 203.0.113.10',
    )
    names.set('old.example.com', [])
    expect(await look('old.example.com')).toBe(
      'down: Route 53 leads to 203.0.113.77, and nobody is found under the name',
    )
    expect(await look('mail.example.org')).toBe(
      'down: Route 53 its zone example.org has no record that leads anywhere',
    )
    expect(await look('example.net')).toBe('unknown: Route 53 has no public zone for it')
  })

  it('that Route 53 does not tell says why', async () => {
    aws.fault('route53:ListResourceRecordSets', 'denied')
    expect(await look('api.example.com')).toContain(
      'AWS refused route53:ListResourceRecordSets on api.example.com: Belay\'s role may not. Policy to add: {"Effect":"Allow","Action":"route53:ListResourceRecordSets","Resource":"arn:aws:route53:::hostedzone/',
    )
    aws.fault('route53:ListHostedZonesByName', 'throttled')
    expect(await look('api.example.com')).toContain('AWS limits route53:ListHostedZonesByName just now')
    aws.fault('route53:ListHostedZonesByName', 'expired')
    expect(await look('api.example.com')).toContain("Belay's AWS credentials have expired")
    aws.fault('route53:ListHostedZonesByName', 'hanging')
    expect(await look('api.example.com', 100)).toMatch(/^unknown: Route 53 no answer (?:from AWS )?in 100 ms/)
    aws.mend()
    const broken = createRecordProbe(clients, (_, __, done) =>
      done(Object.assign(new Error('broken'), { code: 'EAI_AGAIN' }), '', 4),
    )
    expect(said(await broken({ domain: 'api.example.com', region: 'us-east-1' }, enough))).toBe(
      `unknown: Route 53 ${balancer} could not be looked up (EAI_AGAIN)`,
    )
  })
})

describe('a handshake', () => {
  const now = Date.now()
  let outside: Awaited<ReturnType<typeof createHandshakes>>
  beforeAll(async () => {
    outside = await createHandshakes()
  })
  afterAll(() => outside.close())

  const look = async (domain: string, more: { trusts?: boolean; timeoutMs?: number } = {}) => {
    const { trusts = true, timeoutMs = enough } = more
    const { rewrite, ca } = outside
    const probe = createHandshakeProbe({ now: () => now, rewrite, ...(trusts && { ca }) })
    return said(await probe({ domain }, timeoutMs))
  }

  it('shows for how long the certificate is valid', async () => {
    expect(await look('example.com')).toBe('fine: TLS valid for 61 days')
    outside.set('soon.example.com', { to: now + 12.5 * day })
    expect(await look('soon.example.com')).toBe('slow: TLS valid for 12 days')
    outside.set('wide.example.com', { names: ['*.example.com'] })
    expect(await look('wide.example.com')).toBe('fine: TLS valid for 61 days')
  })

  it('shows that it is none for this name, not any more, not yet, or of nobody who is trusted', async () => {
    outside.set('ended.example.com', { to: now - day })
    outside.set('early.example.com', { from: now + day })
    outside.set('other.example.com', { names: ['example.net'] })
    expect(await look('ended.example.com')).toBe('down: TLS certificate expired')
    expect(await look('early.example.com')).toBe('down: TLS certificate not valid yet')
    expect(await look('other.example.com')).toBe('down: TLS certificate is for another host')
    expect(await look('example.com', { trusts: false })).toBe('down: TLS certificate not trusted')
  })

  it('that nobody gives ends in its time', async () => {
    outside.hang('silent.example.com')
    expect(await look('silent.example.com', { timeoutMs: 100 })).toBe('down: TLS no answer in 100 ms')
    const refused = createHandshakeProbe({ now: () => now, rewrite: () => 'tls://127.0.0.1:1' })
    expect(said(await refused({ domain: 'example.com' }, enough))).toBe('down: TLS connection refused')
    const away = createHandshakeProbe({
      now: () => now,
      lookup: (_, __, done) => done(null, [{ address: '169.254.169.254', family: 4 }]),
    })
    expect(said(await away({ domain: 'example.com' }, enough))).toContain('where clouds keep credentials')
  })
})
