import { verify } from 'node:crypto'
import { z } from 'zod'

const common = {
  MessageId: z.string().min(1).max(100),
  TopicArn: z.string().max(400),
  Message: z.string(),
  Timestamp: z.iso.datetime({ offset: true }),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string(),
  SigningCertURL: z.string(),
}

/** What SNS posts, with what is signed of it. */
export const SnsMessage = z.discriminatedUnion('Type', [
  z.object({ Type: z.literal('Notification'), Subject: z.string().nullish(), ...common }),
  z.object({
    Type: z.enum(['SubscriptionConfirmation', 'UnsubscribeConfirmation']),
    Token: z.string(),
    SubscribeURL: z.string(),
    ...common,
  }),
])
export type SnsMessage = z.infer<typeof SnsMessage>

const digests = { 1: 'RSA-SHA1', 2: 'RSA-SHA256' }

/** Whether the key of this certificate has signed it. */
export function isSignedWith(certificate: string, message: SnsMessage): boolean {
  const { Message, MessageId, Timestamp, TopicArn, Type } = message
  const signed =
    message.Type === 'Notification'
      ? {
          Message,
          MessageId,
          ...(message.Subject && { Subject: message.Subject }),
          Timestamp,
          TopicArn,
          Type,
        }
      : {
          Message,
          MessageId,
          SubscribeURL: message.SubscribeURL,
          Timestamp,
          Token: message.Token,
          TopicArn,
          Type,
        }
  const text = Object.entries(signed).map(([name, value]) => `${name}\n${value}\n`)
  const signature = Buffer.from(message.Signature, 'base64')
  return verify(digests[message.SignatureVersion], Buffer.from(text.join('')), certificate, signature)
}

const host = /^sns\.[a-z]{2}(?:-[a-z]+)+-\d\.amazonaws\.com(?:\.cn)?$/

/**
 * The address of a certificate of SNS's; undefined when it is any other. Its path is looked at, too: by other paths
 * and queries SNS says what whoever calls it likes.
 */
export function certificateAddress({ SigningCertURL }: SnsMessage): string | undefined {
  const url = ofSns(SigningCertURL)
  const isCertificate =
    url && /^\/SimpleNotificationService-[\w-]+\.pem$/.test(url.pathname) && url.search === ''
  return isCertificate ? url.href : undefined
}

/** The address by which a subscription to the message's own topic is confirmed; undefined when it is any other. */
export function confirmAddress(message: Extract<SnsMessage, { SubscribeURL: string }>): string | undefined {
  const url = ofSns(message.SubscribeURL)
  const isOwn =
    url?.pathname === '/' &&
    url.searchParams.get('Action') === 'ConfirmSubscription' &&
    url.searchParams.get('TopicArn') === message.TopicArn
  return isOwn ? url.href : undefined
}

function ofSns(address: string): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isSns = url?.protocol === 'https:' && host.test(url.host) && url.username + url.password === ''
  return isSns ? url : undefined
}
