import { generateKeyPairSync, type KeyPairKeyObjectResult, randomUUID, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { listen } from '../listen.ts'

export interface Topic {
  arn: string
  /** In which way its messages are signed; 2 without it. */
  version?: '1' | '2'
}

export interface Alarm {
  name: string
  state: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA'
  was?: Alarm['state']
  at: number
  description?: string
  account?: string
  region?: string
}

const address = 'https://sns.us-east-1.amazonaws.com'
/** Of what is signed, and in which order. */
const signed = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']

let made: KeyPairKeyObjectResult | undefined
/** One pair for all that sign in this process, made when somebody first does: making one is dear. */
const keys = () => (made ??= generateKeyPairSync('rsa', { modulusLength: 2048 }))

/** Amazon SNS as whoever is subscribed sees it: it posts signed messages, shows its certificate and takes confirmations. */
export async function createSns({ now = Date.now }: { now?: () => number } = {}) {
  const certificate = `/SimpleNotificationService-${randomUUID()}.pem`
  const confirmed = new Set<string>()
  const asked: string[] = []
  /** What is answered instead of the next requests. */
  const instead: number[] = []

  const server = createServer((request, response) => {
    asked.push(request.url!)
    const status = instead.shift()
    if (status !== undefined) return void response.writeHead(status, { location: '/elsewhere' }).end()
    const url = new URL(request.url!, address)
    if (url.pathname === certificate)
      return void response.end(keys().publicKey.export({ type: 'spki', format: 'pem' }))
    if (url.searchParams.get('Action') !== 'ConfirmSubscription') return void response.writeHead(404).end()
    confirmed.add(url.searchParams.get('TopicArn')!)
    response.end('<ConfirmSubscriptionResponse/>')
  })
  const { url, close } = await listen(server)

  /** A message as it is posted: with all that SNS adds, and signed. */
  function message({ arn, version = '2' }: Topic, given: Record<string, string>): Record<string, string> {
    const whole: Record<string, string> = {
      MessageId: randomUUID(),
      TopicArn: arn,
      Timestamp: new Date(now()).toISOString(),
      SignatureVersion: version,
      SigningCertURL: `${address}${certificate}`,
      ...given,
    }
    const text = signed.flatMap(name => (name in whole ? `${name}\n${whole[name]}\n` : [])).join('')
    const digest = version === '1' ? 'RSA-SHA1' : 'RSA-SHA256'
    return { ...whole, Signature: sign(digest, Buffer.from(text), keys().privateKey).toString('base64') }
  }

  function subscription(topic: Topic, more: Record<string, string> = {}): Record<string, string> {
    const Token = randomUUID()
    return message(topic, {
      Type: 'SubscriptionConfirmation',
      Message: `You have chosen to subscribe to the topic ${topic.arn}.`,
      Token,
      SubscribeURL: `${address}/?Action=ConfirmSubscription&TopicArn=${topic.arn}&Token=${Token}`,
      ...more,
    })
  }

  const post = (to: URL, body: Record<string, string>) =>
    fetch(to, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=UTF-8', 'x-amz-sns-message-type': body.Type! },
      body: JSON.stringify(body),
    })

  return {
    url,
    confirmed,
    asked,
    instead,
    message,
    subscription,
    post,
    rewrite: (wanted: string) => wanted.replace(address, url),
    /** CloudWatch has it told that an alarm has changed its state. */
    alarm: (topic: Topic, alarm: Alarm) => message(topic, notification(alarm)),
    close,
  }
}
export type Sns = Awaited<ReturnType<typeof createSns>>

/** What CloudWatch publishes. */
function notification(alarm: Alarm): Record<string, string> {
  const { name, state, was = state === 'ALARM' ? 'OK' : 'ALARM', at, description } = alarm
  const { account = '123456789012', region = 'us-east-1' } = alarm
  return {
    Type: 'Notification',
    Subject: `${state}: "${name}" in US East (N. Virginia)`,
    Message: JSON.stringify({
      AlarmName: name,
      AlarmDescription: description ?? null,
      AWSAccountId: account,
      AlarmConfigurationUpdatedTimestamp: '2026-11-01T00:00:00.000+0000',
      NewStateValue: state,
      NewStateReason: 'Threshold Crossed: 1 datapoint [92.0] was greater than the threshold (90.0).',
      StateChangeTime: new Date(at).toISOString().replace('Z', '+0000'),
      Region: 'US East (N. Virginia)',
      AlarmArn: `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`,
      OldStateValue: was,
      OKActions: [],
      AlarmActions: [],
      InsufficientDataActions: [],
      Trigger: { MetricName: 'CPUUtilization', Namespace: 'AWS/ECS', Period: 60, Threshold: 90 },
    }),
  }
}
