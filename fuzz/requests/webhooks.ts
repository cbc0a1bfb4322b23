import { createHmac, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Chance } from '../../simulation/chance.ts'
import { changed, damaged } from './mutate.ts'
import type { Secrets, Sent } from './request.ts'

const sample = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../test/samples/${name}.json`, import.meta.url), 'utf8'))

const kinds = [
  ...['triggered', 'acknowledged', 'unacknowledged', 'resolved', 'reopened', 'escalated', 'reassigned'],
  ...['delegated', 'priority_updated', 'service_updated', 'annotated', 'status_update_published', 'gone'],
  ...['responder.added', 'responder.replied', 'conference_bridge.updated'],
].map(kind => `incident.${kind}`)

const now = (chance: Chance) => new Date(Date.now() - Math.floor(chance.between(0, 3_600_000))).toISOString()

const pagerdutySamples = {
  incident: sample('pagerduty/webhook-incident-priority_updated'),
  service: sample('pagerduty/webhook-service-updated'),
  /** What is told beside an incident, by the type of the event. */
  beside: {
    'incident.annotated': sample('pagerduty/data-incident_note'),
    'incident.status_update_published': sample('pagerduty/data-incident_status_update'),
    'incident.responder.added': sample('pagerduty/data-incident_responder'),
    'incident.responder.replied': sample('pagerduty/data-incident_responder'),
    'incident.conference_bridge.updated': sample('pagerduty/data-incident_conference_bridge'),
  } as Record<string, object>,
}

/** A page, or news of one; a few pages are told of again and again. */
function pagerdutyPayload(chance: Chance): object {
  const { incident, service, beside } = structuredClone(pagerdutySamples)
  if (chance.happens(0.05)) return service
  const event_type = chance.pick(kinds)
  const page = `P${Math.floor(chance.between(0, 60))}`
  const common = { id: randomUUID(), event_type, occurred_at: now(chance) }
  const about = {
    id: page,
    title: `p99 latency of ${page}`,
    incident_key: chance.pick([page, 'shared', null]),
  }
  const named = { service: { id: chance.pick(['PLEARN1', 'PTRAVEL1', 'PNOBODY']), summary: 'a service' } }
  const stands = { status: chance.pick(['triggered', 'acknowledged', 'resolved']), created_at: now(chance) }
  const said = beside[event_type]
  const data = said
    ? { ...said, incident: { id: page } }
    : { ...incident.event.data, ...about, ...named, ...stands }
  return { event: { ...incident.event, ...common, data } }
}

export function pagerdutyRequest(secrets: Secrets, chance: Chance): Sent {
  const body = bodyOf(pagerdutyPayload(chance), chance)
  const sign = (secret: string) => createHmac('sha256', secret).update(body).digest('hex')
  const proof = `v1=${sign(secrets.pagerduty)}`
  const forged = [
    '',
    'v1=',
    `v1=${sign('guessed')}`,
    `v0=${proof.slice(3)}`,
    proof.slice(0, -2),
    'v1=é',
    ',,,',
  ]
  const isProven = !chance.happens(0.125)
  const signature = isProven ? chance.pick([proof, `v1=${sign('old')},${proof}`]) : chance.pick(forged)
  return {
    door: 'pagerduty',
    kind: 'webhook',
    method: 'POST',
    path: '/webhooks/pagerduty',
    body,
    headers: {
      'content-type': 'application/json',
      'x-webhook-id': chance.happens(0.9) ? randomUUID() : chance.pick(['', 'x'.repeat(5_000), '../../x']),
      'x-pagerduty-signature': Buffer.from(signature).toString('latin1'),
    },
    ...(!isProven && { unproven: true }),
  }
}

const groups = ['webhook-firing-HighP99Latency', 'webhook-firing-PostgreSQLHighConnections'].map(name =>
  sample(`alertmanager/${name}`),
)

export function alertmanagerRequest(secrets: Secrets, chance: Chance): Sent {
  const group = structuredClone(chance.pick(groups))
  const status = chance.pick(['firing', 'resolved'])
  const alerts = group.alerts.map((alert: object) => ({ ...alert, status, startsAt: now(chance) }))
  const groupKey = `{}:{alertname="A${Math.floor(chance.between(0, 40))}"}`
  const body = bodyOf({ ...group, status, alerts, groupKey }, chance)
  const isProven = !chance.happens(0.125)
  const token = secrets.alertmanager
  const wrong = [
    '',
    'Bearer',
    `Bearer ${token}x`,
    `Basic ${token}`,
    token,
    'Bearer \t',
    `bearer  ${token.slice(1)}`,
  ]
  return {
    door: 'alertmanager',
    kind: 'webhook',
    method: 'POST',
    path: `/webhooks/alertmanager/${systemIn(chance)}`,
    body,
    headers: {
      'content-type': 'application/json',
      authorization: isProven ? `Bearer ${token}` : chance.pick(wrong),
    },
    ...(!isProven && { unproven: true }),
  }
}

/** The system that the address names, as a rule. */
export const systemIn = (chance: Chance): string =>
  chance.happens(0.9)
    ? 'learnbot'
    : chance.pick(['nobody', '__proto__', 'constructor', '%2e%2e', '%00', '%E0%A4%A', 'a'.repeat(3_000), ''])

function bodyOf(payload: object, chance: Chance): Buffer {
  const said = chance.happens(0.3) ? payload : changed(payload, chance)
  const body = Buffer.from(JSON.stringify(said) ?? '')
  return chance.happens(0.1) ? damaged(body, chance) : body
}
