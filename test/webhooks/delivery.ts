import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { PageEvent } from '../../src/domain/page.ts'
import type { Response } from '../../src/ports/http.ts'
import type { Intake } from '../../src/ports/intake.ts'
import { pagerdutyWebhook } from '../../src/webhooks/pagerduty.ts'

export const sample = (name: string): string =>
  readFileSync(new URL(`../samples/pagerduty/${name}.json`, import.meta.url), 'utf8')

export const signed = (body: string | Buffer, ...secrets: string[]): string =>
  secrets.map(secret => `v1=${createHmac('sha256', secret).update(body).digest('hex')}`).join(',')

interface Aside {
  id: string
  why: string
  body: string
  pageId?: string
}

/** An intake that keeps what it is given, until it is told to fail. */
function keeping() {
  const kept = { events: [] as PageEvent[], aside: [] as Aside[], fails: false }
  const keep = <T>(list: T[], one: T) => {
    if (kept.fails) throw new Error('Redis is away')
    list.push(one)
  }
  const intake: Intake = {
    receive: async event => {
      const isRepeated = kept.events.some(({ id }) => id === event.id)
      keep(kept.events, event)
      return isRepeated ? 'repeated' : 'taken'
    },
    page: async () => {
      throw new Error('It is not taken in before it is answered')
    },
    aside: async delivery => keep(kept.aside, delivery),
  }
  return { ...kept, kept, intake }
}

/** A webhook with two secrets, an intake that keeps everything, and a record of what was turned away. */
export function webhook({ secrets = ['old', 'new'], now = Date.parse('2020-10-02T19:00:00Z') } = {}) {
  const { kept, intake } = keeping()
  const turnedAway: string[] = []
  const said: string[] = []
  const hear = (...words: unknown[]) => said.push(JSON.stringify(words))
  const route = pagerdutyWebhook({
    secrets,
    intake,
    now: () => now,
    refused: why => turnedAway.push(why),
    log: { warn: hear, error: hear },
  })
  const send = (body: string | Buffer, headers: Record<string, string | string[]> = {}): Promise<Response> =>
    route.handle({ method: 'POST', path: route.path, params: {}, headers, body: Buffer.from(body) })
  /** As PagerDuty sends it, with both secrets in rotation. */
  const deliver = (body: string | Buffer, headers: Record<string, string> = {}) =>
    send(body, { 'x-pagerduty-signature': signed(body, 'old', 'new'), 'x-webhook-id': 'D1', ...headers })
  return { route, kept, turnedAway, said, send, deliver }
}

/** An incident's delivery as PagerDuty documents it, with what a test wants changed. */
export function told(
  change: {
    type?: string
    at?: string
    agent?: object | null
    data?: Record<string, unknown>
    whole?: Record<string, unknown>
  } = {},
): string {
  const { event } = JSON.parse(sample('webhook-incident-priority_updated')) as {
    event: Record<string, unknown> & { data: object }
  }
  return JSON.stringify({
    event: {
      ...event,
      ...(change.type !== undefined && { event_type: change.type }),
      ...(change.at !== undefined && { occurred_at: change.at }),
      ...(change.agent !== undefined && { agent: change.agent }),
      data: { ...event.data, ...change.data },
      ...change.whole,
    },
  })
}
