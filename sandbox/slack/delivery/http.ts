import { createHmac } from 'node:crypto'
import { type Ack, type Deliver, type Delivery, late } from './delivery.ts'

interface Target {
  url(): string | undefined
  signingSecret: string
  /** Real milliseconds that the app has to answer. */
  limitMs: number
  now(): number
}

/** Slack's signed requests: forms for commands and interactions, JSON for events. */
export function createHttpDelivery({ url, signingSecret, limitMs, now }: Target): Deliver {
  return async delivery => {
    const target = url()
    if (target === undefined) return failed('the app has no address')
    const { body, type } = encode(delivery)
    const timestamp = String(Math.floor(now() / 1000))
    const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
    const { retry } = delivery
    try {
      const answer = await fetch(target, {
        method: 'POST',
        headers: {
          'content-type': type,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${digest}`,
          ...(retry && { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(limitMs),
      })
      const said = await answer.text()
      if (answer.status === 200) return { ok: true, body: read(said, answer.headers.get('content-type')) }
      return failed(`status ${answer.status}`, answer.headers.get('x-slack-no-retry') !== '1')
    } catch (error) {
      if (error instanceof DOMException && error.name === 'TimeoutError') return late
      return failed(String(error))
    }
  }
}

function encode({ kind, payload }: Delivery): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' }
  const fields =
    kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>)
  return { body: new URLSearchParams(fields).toString(), type: 'application/x-www-form-urlencoded' }
}

function read(said: string, type: string | null): Record<string, unknown> | string | undefined {
  if (said === '') return undefined
  return type?.startsWith('application/json') ? (JSON.parse(said) as Record<string, unknown>) : said
}

const failed = (detail: string, retry = true): Ack => ({ ok: false, error: 'dispatch_failed', detail, retry })
