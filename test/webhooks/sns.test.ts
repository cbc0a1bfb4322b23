import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Alarm, createSns, type Sns, type Topic } from '../../sandbox/aws/sns.ts'
import type { AlertEvent } from '../../src/ports/alerts.ts'
import { createTopics } from '../../src/providers/aws/topics.ts'
import { snsWebhook } from '../../src/webhooks/sns.ts'
import { system } from '../domain/system-file.ts'

const arn = 'arn:aws:sns:us-east-1:123456789012:alarms'
const topic: Topic = { arn }
const at = Date.parse('2026-11-21T02:17:15.123Z')
const now = Date.parse('2026-11-21T02:18:00Z')
const sample = (name: string): string =>
  readFileSync(new URL(`../samples/sns/${name}`, import.meta.url), 'utf8')

const learnbot = system(file => {
  file.sns = {
    topics: [arn],
    alarms: { 'api-*': { severity: 'P1', environment: 'production', service: 'api-gateway' } },
  }
})
const without = { ...learnbot, system: 'without', sns: undefined }

let sns: Sns
beforeAll(async () => {
  sns = await createSns({ now: () => now })
})
afterAll(() => sns.close())

/** A webhook, with SNS behind it, and everything that it hands over or turns away. */
function webhook({ certificate, time = now }: { certificate?: string; time?: number } = {}) {
  const kept = { events: [] as AlertEvent[], aside: [] as object[], fails: false }
  const turnedAway: string[] = []
  const said: string[] = []
  const hear = (...words: unknown[]) => said.push(JSON.stringify(words))
  const keep = <T>(list: T[], one: T) => {
    if (kept.fails) throw new Error('Redis is away')
    list.push(one)
  }
  const topics = createTopics({ timeoutMs: 10_000, rewrite: sns.rewrite })
  const route = snsWebhook({
    systems: [learnbot, without],
    alerts: {
      async take(_, event) {
        const isRepeated = kept.events.some(({ id }) => id === event.id)
        keep(kept.events, event)
        return isRepeated ? 'repeated' : 'taken'
      },
    },
    topics: certificate === undefined ? topics : { ...topics, certificate: async () => certificate },
    aside: {
      async keep(what) {
        keep(kept.aside, what)
        return '1-1'
      },
    },
    now: () => time,
    refused: why => turnedAway.push(why),
    log: { info: hear, warn: hear, error: hear },
  })
  const deliver = (body: string | object, to = 'learnbot') =>
    route.handle({
      method: 'POST',
      path: `/webhooks/sns/${to}`,
      params: { system: to },
      headers: {},
      body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    })
  return { kept, turnedAway, said, deliver }
}

const alarm = (more: Partial<Alarm> = {}): Alarm => ({ name: 'api-5xx-rate', state: 'ALARM', at, ...more })

describe('what CloudWatch tells', () => {
  test('the same again is answered the same, and counted as what came before', async () => {
    const { deliver } = webhook()
    const told = sns.alarm(topic, alarm())
    expect(await deliver(told)).toEqual({ status: 202 })
    expect(await deliver(told)).toEqual({ status: 202, counted: 'repeated' })
  })

  test.each(['1', '2'])('an alarm, signed by a certificate in version %s', async version => {
    const { deliver, kept } = webhook({ certificate: sample('certificate.pem') })
    expect(await deliver(sample(`notification-v${version}.json`))).toEqual({ status: 202 })
    expect(kept.events).toEqual([
      {
        id: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
        source: 'cloudwatch',
        key: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:api-5xx-rate',
        is: 'firing',
        signal: { at },
        title: 'api-5xx-rate: More than 5 % of requests fail.',
        severity: 'P1',
        route: { environment: 'production', service: 'api-gateway' },
        links: [
          { label: 'Runbook', url: 'https://learnbot.example.com/runbook#5xx' },
          {
            label: 'CloudWatch',
            url: 'https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#alarmsV2:alarm/api-5xx-rate',
          },
        ],
      },
    ])
  })

  test.each([
    ['ALARM', 'OK', 'firing'],
    ['ALARM', 'INSUFFICIENT_DATA', 'firing'],
    ['OK', 'ALARM', 'over'],
    ['OK', 'INSUFFICIENT_DATA', 'over-unfired'],
  ] as const)('%s after %s is %s', async (state, was, is) => {
    const { deliver, kept } = webhook()
    expect((await deliver(sns.alarm(topic, alarm({ state, was })))).status).toBe(202)
    expect(kept.events).toMatchObject([{ is, signal: { at } }])
  })

  test('that it does not know is no news', async () => {
    const { deliver, kept } = webhook()
    expect((await deliver(sns.alarm(topic, alarm({ state: 'INSUFFICIENT_DATA' })))).status).toBe(202)
    expect([kept.events, kept.aside]).toEqual([[], []])
  })

  test.each([
    [undefined, /^disk\/full: Threshold Crossed/, ['CloudWatch']],
    ['', /^disk\/full: Threshold Crossed/, ['CloudWatch']],
    ['https://r.example.com/disk', /^disk\/full: Threshold Crossed/, ['Runbook', 'CloudWatch']],
    [
      '\n The disk fills.\n(see https://r.example.com/disk)',
      /^disk\/full: The disk fills\.$/,
      ['Runbook', 'CloudWatch'],
    ],
    ['see javascript:alert(1)', /^disk\/full: see javascript:/, ['CloudWatch']],
  ])('an alarm with the description %j', async (description, title, links) => {
    const { deliver, kept } = webhook()
    await deliver(
      sns.alarm(topic, alarm({ name: 'disk/full', ...(description !== undefined && { description }) })),
    )
    const [event] = kept.events
    expect(event!.title).toMatch(title)
    expect(event!.links.map(({ label }) => label)).toEqual(links)
    expect(event!.links.at(-1)!.url).toContain('/disk%2Ffull')
    if (links.includes('Runbook')) expect(event!.links[0]!.url).toBe('https://r.example.com/disk')
  })

  test('an alarm whose name holds half a character has a link, too', async () => {
    const { deliver, kept } = webhook()
    expect((await deliver(sns.alarm(topic, alarm({ name: 'half \uD800' })))).status).toBe(202)
    const [{ links }] = kept.events as [AlertEvent]
    expect(links.map(({ url }) => url)).toEqual([expect.stringContaining('alarm/half%20%EF%BF%BD')])
  })

  test('an alarm where AWS has another console has no link to it', async () => {
    const { deliver, kept } = webhook()
    const message = sns.alarm(topic, alarm())
    const inChina = message.Message!.replace('arn:aws:', 'arn:aws-cn:')
    await deliver(sns.message(topic, { ...message, Message: inChina }))
    expect(kept.events[0]!.links).toEqual([])
  })
})

describe('a subscription', () => {
  test('to a topic that the system lists is confirmed', async () => {
    const { deliver } = webhook()
    const mine = sns.subscription(topic)
    sns.confirmed.clear()
    expect(await deliver(mine)).toEqual({ status: 202 })
    expect([...sns.confirmed]).toEqual([arn])
  })

  test('signed by a certificate', async () => {
    const { deliver } = webhook({ certificate: sample('certificate.pem') })
    sns.confirmed.clear()
    expect(await deliver(sample('subscription.json'))).toEqual({ status: 202 })
    expect([...sns.confirmed]).toEqual([arn])
  })

  test('to any other is not, nor is anything asked for', async () => {
    const { deliver, turnedAway } = webhook()
    const before = sns.asked.length
    const other = { ...topic, arn: `${arn}-of-mallory` }
    expect(await deliver(sns.subscription(other))).toMatchObject({ status: 403 })
    expect(await deliver(sns.subscription(topic), 'without')).toMatchObject({ status: 403 })
    expect([sns.asked.length - before, turnedAway]).toEqual([0, ['unlisted', 'unlisted']])
  })

  test.each([
    'https://sns.us-east-1.amazonaws.com.evil.example.com/?Action=ConfirmSubscription&TopicArn=ARN&Token=1',
    'http://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=ARN&Token=1',
    'https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&TopicArn=ARN&Token=1',
    'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=another&Token=1',
    'https://sns.us-east-1.amazonaws.com/elsewhere?Action=ConfirmSubscription&TopicArn=ARN&Token=1',
    'https://169.254.169.254/?Action=ConfirmSubscription&TopicArn=ARN&Token=1',
  ])('that leads to %s is not followed', async address => {
    const { deliver } = webhook()
    await deliver(sns.alarm(topic, alarm()))
    const before = sns.asked.length
    const message = sns.subscription(topic, { SubscribeURL: address.replace('ARN', arn) })
    expect(await deliver(message)).toMatchObject({ status: 401 })
    expect(sns.asked.length).toBe(before)
  })

  test('that SNS does not confirm comes again; one that redirects is not followed', async () => {
    const { deliver, turnedAway } = webhook()
    const message = sns.subscription(topic)
    await deliver(sns.alarm(topic, alarm()))
    sns.instead.push(503, 302)
    expect(await deliver(message)).toMatchObject({ status: 503 })
    expect(await deliver(message)).toMatchObject({ status: 503 })
    expect(turnedAway).toEqual(['unsaved', 'unsaved'])
    expect((await deliver(message)).status).toBe(202)
  })

  test('that somebody has ended is told to the log, and not begun again', async () => {
    const { deliver, said } = webhook()
    sns.confirmed.clear()
    const message = sns.subscription(topic, { Type: 'UnsubscribeConfirmation' })
    expect((await deliver(message)).status).toBe(202)
    expect(said.join()).toContain('ended the subscription')
    expect([...sns.confirmed]).toEqual([])
  })
})

describe('what is not believed', () => {
  test.each(['Message', 'MessageId', 'Subject', 'Timestamp', 'Type', 'Signature'])(
    'a message whose %s was changed: 401, and nobody hears of it',
    async name => {
      const { deliver, kept, turnedAway } = webhook()
      const message = sns.alarm(topic, alarm())
      const changed: Record<string, string> = {
        Timestamp: '2026-11-21T02:17:59.000Z',
        Type: 'SubscriptionConfirmation',
        Signature: 'AAAA',
      }
      const body = { ...message, Token: 'x', SubscribeURL: 'x', [name]: changed[name] ?? `${message[name]} ` }
      expect(await deliver(body)).toMatchObject({ status: 401 })
      expect([kept.events, turnedAway]).toEqual([[], ['forged']])
    },
  )

  test('one of another of our topics', async () => {
    const { deliver } = webhook()
    const message = sns.alarm({ ...topic, arn: `${arn}-2` }, alarm())
    expect(await deliver({ ...message, TopicArn: arn })).toMatchObject({ status: 401 })
  })

  test.each([
    'https://evil.example.com/SimpleNotificationService-1.pem',
    'https://sns.us-east-1.amazonaws.com.evil.example.com/SimpleNotificationService-1.pem',
    'https://sns.us-east-1.amazonaws.com:8443/SimpleNotificationService-1.pem',
    'https://sns.us-east-1.amazonaws.com@evil.example.com/SimpleNotificationService-1.pem',
    'https://evil@sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem',
    'http://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem',
    'https://sns.us-east-1.amazonaws.com/?Action=GetTopicAttributes&x=.pem',
    'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem?Action=Publish',
    'https://sns.us-east-1.amazonaws.com/other.pem',
    'https://bucket.s3.amazonaws.com/SimpleNotificationService-1.pem',
    'sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem',
  ])('one whose certificate would be at %s, which is never asked', async address => {
    const { deliver, turnedAway } = webhook()
    const before = sns.asked.length
    const message = { ...sns.alarm(topic, alarm()), SigningCertURL: address }
    expect(await deliver(message)).toMatchObject({ status: 401 })
    expect([sns.asked.length - before, turnedAway]).toEqual([0, ['forged']])
  })

  test('one for a system that has no file: 404', async () => {
    const { deliver, turnedAway } = webhook()
    expect(await deliver(sns.alarm(topic, alarm()), 'nobody')).toMatchObject({ status: 404 })
    expect(turnedAway).toEqual(['unlisted'])
  })

  test.each([
    ['not JSON', 'ALARM'],
    ['a raw delivery', JSON.stringify({ AlarmName: 'api-5xx-rate', NewStateValue: 'ALARM' })],
    ['an unknown kind', JSON.stringify({ Type: 'Greeting' })],
  ])('%s: 400, and it is not kept, since anybody can say so', async (_, body) => {
    const { deliver, kept, turnedAway } = webhook()
    expect(await deliver(body)).toMatchObject({ status: 400, body: expect.stringContaining('raw') })
    expect([kept.aside, turnedAway]).toEqual([[], ['unclear']])
  })
})

describe('the certificate', () => {
  test('is asked for once, also by messages that come at once', async () => {
    const { deliver } = webhook()
    const before = sns.asked.length
    await Promise.all([1, 2, 3].map(() => deliver(sns.alarm(topic, alarm()))))
    await deliver(sns.alarm(topic, alarm()))
    expect(sns.asked.length - before).toBe(1)
  })

  test.each([503, 404, 302])(
    'that cannot be had (%i) is asked for again when the message comes again',
    async status => {
      const { deliver, turnedAway } = webhook()
      const message = sns.alarm(topic, alarm())
      sns.instead.push(status)
      expect(await deliver(message)).toMatchObject({ status: 503, headers: { 'Retry-After': '10' } })
      expect(turnedAway).toEqual(['unsaved'])
      expect((await deliver(message)).status).toBe(202)
    },
  )

  test('that is none is our fault, too', async () => {
    const { deliver } = webhook({ certificate: '<html>' })
    expect(await deliver(sns.alarm(topic, alarm()))).toMatchObject({ status: 503 })
  })
})

describe('what is not understood', () => {
  test.each([
    ['a notice of something else', 'Your budget is exceeded.', /not JSON/],
    ['an event of another kind', '{"source":"aws.ec2"}', /AlarmName/],
    [
      'an alarm of an unknown state',
      JSON.stringify({
        AlarmName: 'a',
        AlarmArn: 'arn:a',
        NewStateValue: 'NEW',
        StateChangeTime: '2026-11-21T02:17:15.123+0000',
      }),
      /NewStateValue/,
    ],
    [
      'an alarm without a time',
      JSON.stringify({ AlarmName: 'a', AlarmArn: 'arn:a', NewStateValue: 'OK', StateChangeTime: 'now' }),
      /StateChangeTime/,
    ],
  ])('%s: kept aside, and 202', async (_, Message, why) => {
    const { deliver, kept } = webhook()
    const message = sns.message(topic, { Type: 'Notification', Message })
    expect((await deliver(message)).status).toBe(202)
    expect(kept.events).toEqual([])
    expect(kept.aside).toEqual([
      {
        source: 'sns',
        delivery: message.MessageId,
        why: expect.stringMatching(why),
        body: JSON.stringify(message),
      },
    ])
  })

  test('one that is older than 72 hours is kept aside, too; one of just 72 hours is believed', async () => {
    const message = sns.alarm(topic, alarm())
    const old = webhook({ time: now + 72 * 3_600_000 + 1 })
    expect((await old.deliver(message)).status).toBe(202)
    expect([old.kept.events.length, old.kept.aside.length]).toEqual([0, 1])
    const young = webhook({ time: now + 72 * 3_600_000 })
    await young.deliver(message)
    expect(young.kept.events).toHaveLength(1)
  })
})

test.each([
  ['an alarm', () => sns.alarm(topic, alarm())],
  ['what is not understood', () => sns.message(topic, { Type: 'Notification', Message: 'Hello' })],
])('%s that cannot be saved: 503, so that it comes again', async (_, made) => {
  const { deliver, kept, turnedAway } = webhook()
  const message = made()
  kept.fails = true
  expect(await deliver(message)).toMatchObject({ status: 503 })
  expect(turnedAway).toEqual(['unsaved'])
  kept.fails = false
  expect((await deliver(message)).status).toBe(202)
  expect(kept.events.length + kept.aside.length).toBe(1)
})
