import { createHmac } from 'node:crypto'

/** Where webhooks go. Read anew for every attempt, so that it may change. */
export interface WebhookTarget {
  url: string
  secret: string
}

/** Sends one, signed: what it was answered with, or what went wrong. */
export async function sendTo(
  { url, secret }: WebhookTarget,
  { id, body }: { id: string; body: string },
  signal: AbortSignal,
): Promise<number | string> {
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'PagerDuty-Webhook/V3.0',
        'X-Webhook-Id': id,
        'X-PagerDuty-Signature': `v1=${signature}`,
      },
      body,
      signal,
    })
    await response.arrayBuffer()
    return response.status
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
