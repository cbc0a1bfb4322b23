import { describe, expect, test } from 'vitest'
import { sample, signed, told, webhook } from './delivery.ts'

const priorityUpdated = sample('webhook-incident-priority_updated')
const tenex = { id: 'PLH1HKV', name: 'Tenex Engineer' }

describe('what PagerDuty tells', () => {
  test('a priority that was changed, as PagerDuty documents it', async () => {
    const { deliver, kept } = webhook()
    expect(await deliver(priorityUpdated)).toEqual({ status: 202 })
    expect(kept.events).toEqual([
      {
        id: '5ac64822-4adc-4fda-ade0-410becf0de4f',
        type: 'priority_updated',
        at: Date.parse('2020-10-02T18:45:22.169Z'),
        by: { via: 'pagerduty', ...tenex },
        pageId: 'PGR0VU2',
        page: {
          id: 'PGR0VU2',
          number: 2,
          url: 'https://acme.pagerduty.com/incidents/PGR0VU2',
          title: 'A little bump in the road',
          key: 'd3640fbd41094207a1c11e58e46b1662',
          service: 'PF9KMXH',
          serviceName: 'API Service',
          status: 'triggered',
          urgency: 'high',
          priority: 'P1',
          createdAt: Date.parse('2020-04-09T15:16:27Z'),
          changedAt: Date.parse('2020-10-02T18:45:22Z'),
          assignees: [{ id: 'PTUXL6G', name: 'User 123' }],
          policy: 'PUS0KTE',
        },
      },
    ])
    expect(kept.aside).toEqual([])
  })

  test('the same again is answered the same, and counted as what came before', async () => {
    const { deliver } = webhook()
    expect(await deliver(priorityUpdated)).toEqual({ status: 202 })
    expect(await deliver(priorityUpdated, { 'x-webhook-id': 'D2' })).toEqual({
      status: 202,
      counted: 'repeated',
    })
  })

  test.each([
    ['incident.triggered', 'triggered'],
    ['incident.acknowledged', 'acknowledged'],
    ['incident.unacknowledged', 'unacknowledged'],
    ['incident.resolved', 'resolved'],
    ['incident.reopened', 'reopened'],
    ['incident.escalated', 'escalated'],
    ['incident.reassigned', 'reassigned'],
    ['incident.delegated', 'reassigned'],
    ['incident.service_updated', 'service_updated'],
  ])('%s is %s', async (type, is) => {
    const { deliver, kept } = webhook()
    expect((await deliver(told({ type }))).status).toBe(202)
    expect(kept.events).toMatchObject([{ type: is, pageId: 'PGR0VU2', page: { id: 'PGR0VU2' } }])
  })

  test('an acknowledgement says when the status changed and who changed it', async () => {
    const { deliver, kept } = webhook()
    await deliver(
      told({
        type: 'incident.acknowledged',
        at: '2020-10-02T18:50:00+00:00',
        data: { status: 'acknowledged' },
      }),
    )
    const at = Date.parse('2020-10-02T18:50:00Z')
    expect(kept.events[0]).toMatchObject({ at, page: { changedAt: at, changedBy: tenex } })
  })

  test('an incident that was merged says into which; a reason that is not known says nothing', async () => {
    const { deliver, kept } = webhook()
    const into = { id: 'PT4KHLK', type: 'incident_reference', summary: 'The server is on fire.' }
    for (const resolve_reason of [
      { type: 'merge_resolve_reason', incident: into },
      { type: 'solved_by_itself', incident: into },
      'because',
    ])
      await deliver(told({ type: 'incident.resolved', data: { status: 'resolved', resolve_reason } }))
    expect(kept.events.map(({ page }) => page?.mergedInto)).toEqual(['PT4KHLK', undefined, undefined])
  })

  test('a note, without the incident itself', async () => {
    const { deliver, kept } = webhook()
    await deliver(
      told({ type: 'incident.annotated', whole: { data: JSON.parse(sample('data-incident_note')) } }),
    )
    expect(kept.events).toEqual([
      {
        id: '5ac64822-4adc-4fda-ade0-410becf0de4f',
        type: 'annotated',
        at: Date.parse('2020-10-02T18:45:22.169Z'),
        by: { via: 'pagerduty', ...tenex },
        pageId: 'PGR0VU2',
        note: 'I sure am glad we are using PagerDuty!',
      },
    ])
  })

  const data = (name: string, more: object = {}) => ({ ...JSON.parse(sample(`data-${name}`)), ...more })
  test.each([
    [
      'status_update_published',
      data('incident_status_update'),
      { kind: 'status-update', text: 'A fix for this incident is being developed' },
    ],
    [
      'responder.added',
      data('incident_responder'),
      { kind: 'responder-asked', who: 'Maeve', text: 'Please help me make the tests pass' },
    ],
    [
      'responder.added',
      data('incident_responder', { user: null, message: null }),
      { kind: 'responder-asked', who: 'The Policy' },
    ],
    [
      'responder.replied',
      data('incident_responder', { state: 'joined' }),
      { kind: 'responder-replied', who: 'Maeve', answer: 'joined' },
    ],
    [
      'conference_bridge.updated',
      data('incident_conference_bridge'),
      { kind: 'bridge', at: ['https://example.com', '+1-555-555-5555'] },
    ],
    [
      'status_update_published',
      data('incident_status_update', { message: 'log in with password=hunter2' }),
      { kind: 'status-update', text: 'log in with password=[secret]' },
    ],
  ])('what is said beside an incident, as PagerDuty documents it: %s', async (type, data, news) => {
    const { deliver, kept } = webhook()
    const body = told({ type: `incident.${type}`, whole: { data } })
    expect(await deliver(body)).toEqual({ status: 202 })
    expect(kept.events).toMatchObject([{ type: 'news', by: tenex, pageId: 'PGR0VU2', news }])
    expect(kept.events[0]?.page).toBeUndefined()
  })

  test.each([
    ['nobody', null],
    ['a service', { id: 'PF9KMXH', type: 'service_reference', summary: 'API Service' }],
    ['an integration', { id: 'PINT', type: 'integration_reference', summary: 'Prometheus' }],
    ['something new', { id: 'PNEW', type: 'agent_of_the_future' }],
    ['something odd', { odd: true }],
  ])('done by %s, it is PagerDuty’s own doing', async (_, agent) => {
    const { deliver, kept } = webhook()
    await deliver(told({ type: 'incident.resolved', agent, data: { status: 'resolved' } }))
    expect(kept.events[0]!.by).toEqual({ via: 'pagerduty', name: 'PagerDuty' })
    expect(kept.events[0]!.page).not.toHaveProperty('changedBy')
  })

  test('an incident without what it need not have', async () => {
    const { deliver, kept } = webhook()
    const data = {
      number: null,
      incident_key: null,
      priority: null,
      assignees: [],
      escalation_policy: null,
      reopened_at: null,
      from_the_future: { a: 1 },
    }
    expect((await deliver(told({ type: 'incident.triggered', data }))).status).toBe(202)
    expect(kept.events[0]!.page).toEqual({
      id: 'PGR0VU2',
      url: 'https://acme.pagerduty.com/incidents/PGR0VU2',
      title: 'A little bump in the road',
      service: 'PF9KMXH',
      serviceName: 'API Service',
      status: 'triggered',
      urgency: 'high',
      createdAt: Date.parse('2020-04-09T15:16:27Z'),
      changedAt: Date.parse('2020-10-02T18:45:22.169Z'),
      assignees: [],
    })
  })

  test.each([
    ['a service that was changed', sample('webhook-service-updated')],
    ['a field that was filled in', told({ type: 'incident.custom_field_values.updated' })],
    ['a workflow', told({ type: 'incident.workflow.started' })],
    ['another type of incident', told({ type: 'incident.incident_type.changed' })],
    ['a role that was given', told({ type: 'incident.role.assigned' })],
    ['a task', told({ type: 'incident.task.created' })],
    ['a test', '{"event":{"id":"01","event_type":"pagey.ping","data":{"message":"Hello"}}}'],
    ['a kind that is yet to be invented', told({ type: 'incident.teleported' })],
    ['the name of something that every object has', told({ type: 'constructor' })],
  ])('%s is taken and has no effect', async (_, body) => {
    const { deliver, kept, turnedAway } = webhook()
    expect(await deliver(body)).toEqual({ status: 202 })
    expect([kept.events, kept.aside, turnedAway]).toEqual([[], [], []])
  })
})

describe('what is not believed', () => {
  test('either of two secrets will do, in any place of the header', async () => {
    const { send, kept } = webhook()
    const header = (value: string | string[]) => send(priorityUpdated, { 'x-pagerduty-signature': value })
    expect((await header(signed(priorityUpdated, 'old'))).status).toBe(202)
    expect((await header(signed(priorityUpdated, 'new'))).status).toBe(202)
    expect((await header(signed(priorityUpdated, 'retired', 'new'))).status).toBe(202)
    expect((await header(signed(priorityUpdated, 'new', 'retired').replace(',', ', '))).status).toBe(202)
    expect((await header([signed(priorityUpdated, 'retired'), signed(priorityUpdated, 'old')])).status).toBe(
      202,
    )
    expect(kept.events).toHaveLength(5)
  })

  const digest = signed(priorityUpdated, 'new').slice(3)
  test.each([
    ['without a signature', {}, 'unsigned'],
    ['with an empty one', { 'x-pagerduty-signature': '' }, 'unsigned'],
    ['of another version', { 'x-pagerduty-signature': `v2=${digest}` }, 'unsigned'],
    ['without a version', { 'x-pagerduty-signature': digest }, 'unsigned'],
    ['with a forged one', { 'x-pagerduty-signature': signed(priorityUpdated, 'guess') }, 'forged'],
    ['with half of one', { 'x-pagerduty-signature': `v1=${digest.slice(0, 32)}` }, 'forged'],
    ['with too much of one', { 'x-pagerduty-signature': `v1=${digest}00` }, 'forged'],
    ['with one of an empty secret', { 'x-pagerduty-signature': signed(priorityUpdated, '') }, 'forged'],
  ])('%s: 401, and nobody hears of it', async (_, headers, why) => {
    const { send, kept, turnedAway } = webhook()
    expect((await send(priorityUpdated, headers)).status).toBe(401)
    expect([kept.events, kept.aside]).toEqual([[], []])
    expect(turnedAway).toEqual([why])
  })

  test('tampered with by one byte: 401', async () => {
    const { send, kept } = webhook()
    const headers = { 'x-pagerduty-signature': signed(priorityUpdated, 'new') }
    expect((await send(priorityUpdated.replace('"P1"', '"P4"'), headers)).status).toBe(401)
    expect((await send(`${priorityUpdated} `, headers)).status).toBe(401)
    expect(kept.events).toEqual([])
  })

  test('the bytes are what is signed, whatever they would be as text', async () => {
    const { deliver, kept } = webhook()
    const bytes = Buffer.from([0xff, 0xfe, 0x7b])
    expect((await deliver(bytes)).status).toBe(202)
    expect(kept.aside).toHaveLength(1)
  })

  test('what is not signed is not read: not JSON and not signed is 401', async () => {
    expect((await webhook().send('{', { 'x-pagerduty-signature': 'v1=00' })).status).toBe(401)
  })

  test('without a secret on our side it is our fault: 503, so that PagerDuty keeps it', async () => {
    const { send, kept, turnedAway } = webhook({ secrets: [''] })
    const answer = await send(priorityUpdated, { 'x-pagerduty-signature': signed(priorityUpdated, '') })
    expect(answer).toMatchObject({ status: 503, headers: { 'Retry-After': '10' } })
    expect(kept.events).toEqual([])
    expect(turnedAway).toEqual(['no-secret'])
  })

  test('neither a secret nor a signature is ever logged', async () => {
    const { send, said } = webhook({ secrets: ['a-secret'] })
    await send(priorityUpdated, { 'x-pagerduty-signature': signed(priorityUpdated, 'guess') })
    expect(said.join()).toContain('not signed')
    expect(said.join()).not.toMatch(/a-secret|v1=/)
  })
})

describe('what is not understood', () => {
  test('not JSON, yet PagerDuty’s: taken and kept aside under the delivery’s id', async () => {
    const { deliver, kept } = webhook()
    expect((await deliver('{"event":')).status).toBe(202)
    expect(kept.aside).toEqual([{ id: 'D1', why: 'It is not JSON.', body: '{"event":' }])
  })

  test('without an id of its own, its digest is its id', async () => {
    const { deliver, kept } = webhook()
    await deliver('[]', { 'x-webhook-id': '' })
    await deliver('[]', { 'x-webhook-id': '' })
    expect(kept.aside[0]!.id).toMatch(/^[0-9a-f]{64}$/)
    expect(kept.aside[1]!.id).toBe(kept.aside[0]!.id)
  })

  test.each([
    ['an incident of an unknown status', told({ type: 'incident.triggered', data: { status: 'snoozed' } })],
    ['an incident without a service', told({ type: 'incident.triggered', data: { service: null } })],
    ['an event without a time', told({ type: 'incident.triggered', at: 'yesterday' })],
    ['an event without an id', told({ whole: { id: null } })],
    [
      'a note without words',
      told({ type: 'incident.annotated', whole: { data: { incident: { id: 'PGR0VU2' } } } }),
    ],
  ])('%s: kept aside, with the incident to ask PagerDuty for', async (_, body) => {
    const { deliver, kept } = webhook()
    expect((await deliver(body)).status).toBe(202)
    expect(kept.events).toEqual([])
    expect(kept.aside).toEqual([{ id: 'D1', why: expect.any(String), body, pageId: 'PGR0VU2' }])
  })

  test('an event older than 72 hours is asked for rather than believed; one of just 72 hours is believed', async () => {
    const at = Date.parse('2020-10-02T18:45:22.169Z')
    const old = webhook({ now: at + 72 * 3_600_000 + 1 })
    expect((await old.deliver(priorityUpdated)).status).toBe(202)
    expect(old.kept.events).toEqual([])
    expect(old.kept.aside).toEqual([
      { id: 'D1', why: 'It is too old to be believed.', body: priorityUpdated, pageId: 'PGR0VU2' },
    ])

    const young = webhook({ now: at + 72 * 3_600_000 })
    await young.deliver(priorityUpdated)
    expect(young.kept.events).toHaveLength(1)
  })
})

describe('when it cannot be saved', () => {
  test.each([
    ['an event', priorityUpdated],
    ['what is not understood', 'gibberish'],
  ])('%s: 503, and 202 when it comes again', async (_, body) => {
    const { deliver, kept, turnedAway } = webhook()
    kept.fails = true
    expect(await deliver(body)).toMatchObject({ status: 503, headers: { 'Retry-After': '10' } })
    expect(turnedAway).toEqual(['unsaved'])
    kept.fails = false
    expect((await deliver(body)).status).toBe(202)
    expect(kept.events.length + kept.aside.length).toBe(1)
  })

  test('what concerns nobody needs no saving', async () => {
    const { deliver, kept } = webhook()
    kept.fails = true
    expect((await deliver(sample('webhook-service-updated'))).status).toBe(202)
  })
})

test('it takes what PagerDuty sends at most', () => {
  expect(webhook().route).toMatchObject({ method: 'POST', path: '/webhooks/pagerduty', limit: 262_144 })
})
