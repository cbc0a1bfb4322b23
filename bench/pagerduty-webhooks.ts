import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { Asked } from './load.ts'
import { webhookSecret } from './secrets.ts'

/** A page for each of so many new incidents of a service, LearnBot's, as PagerDuty signs and sends it. */
export const pagerdutyWebhooks = (count: number, service = 'PLEARN1'): Asked[] =>
  Array.from({ length: count }, () => webhook(service))

function webhook(service: string): Asked {
  const body = JSON.stringify({ event: triggered(service) })
  const signature = createHmac('sha256', webhookSecret).update(body).digest('hex')
  return {
    path: '/webhooks/pagerduty',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'PagerDuty-Webhook/V3.0',
      'x-webhook-id': randomUUID(),
      'x-pagerduty-signature': `v1=${signature}`,
    },
    body,
  }
}

function triggered(service: string) {
  const id = `Q${randomBytes(7).toString('hex').toUpperCase()}`
  const at = new Date().toISOString()
  return {
    id: randomUUID(),
    event_type: 'incident.triggered',
    resource_type: 'incident',
    occurred_at: at,
    agent: reference('service', 'services', service, service),
    client: null,
    data: {
      ...reference('incident', 'incidents', id, id),
      type: 'incident',
      number: 1,
      status: 'triggered',
      incident_key: randomUUID(),
      created_at: at,
      reopened_at: null,
      title: `p99 latency of ${id} is above 3 s`,
      incident_type: { name: 'incident_default' },
      service: reference('service', 'services', service, service),
      assignees: [reference('user', 'users', 'P0ANA', 'Ana')],
      escalation_policy: reference(
        'escalation_policy',
        'escalation_policies',
        'PPLEARNBOT',
        'LearnBot policy',
      ),
      teams: [],
      priority: null,
      urgency: 'high',
      conference_bridge: null,
      resolve_reason: null,
    },
  }
}

const reference = (kind: string, plural: string, id: string, summary: string) => ({
  id,
  type: `${kind}_reference`,
  summary,
  self: `https://api.pagerduty.com/${plural}/${id}`,
  html_url: `https://sandbox.pagerduty.com/${plural}/${id}`,
})
