import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { AlertEvent } from '../../src/ports/alerts.ts'
import { alertmanagerWebhook } from '../../src/webhooks/alertmanager.ts'
import { system } from '../domain/system-file.ts'

const sample = (name: string): string =>
  readFileSync(new URL(`../samples/alertmanager/webhook-${name}.json`, import.meta.url), 'utf8')
const latency = sample('firing-HighP99Latency')
const connections = sample('firing-PostgreSQLHighConnections')
const over = sample('resolved-PostgreSQLHighConnections')

const learnbot = system(file => {
  file.alertmanager.severity = { values: { critical: 'P1', warning: 'P3' } }
})

/** A webhook with a token, and everything that it hands over or turns away. */
function webhook(token: string | undefined = 'a-token') {
  const kept = { events: [] as AlertEvent[], systems: [] as string[], aside: [] as object[], fails: false }
  const turnedAway: string[] = []
  const said: string[] = []
  const hear = (...words: unknown[]) => said.push(JSON.stringify(words))
  const route = alertmanagerWebhook({
    systems: [learnbot],
    token,
    alerts: {
      async take({ system }, event) {
        if (kept.fails) throw new Error('Redis is away')
        const isRepeated = kept.events.some(({ id }) => id === event.id)
        kept.systems.push(system)
        kept.events.push(event)
        return isRepeated ? 'repeated' : 'taken'
      },
    },
    aside: {
      async keep(what) {
        if (kept.fails) throw new Error('Redis is away')
        kept.aside.push(what)
        return '1-1'
      },
    },
    refused: why => turnedAway.push(why),
    log: { warn: hear, error: hear },
  })
  const send = (body: string, authorization: string | undefined, to = 'learnbot') =>
    route.handle({
      method: 'POST',
      path: `/webhooks/alertmanager/${to}`,
      params: { system: to },
      headers: { authorization },
      body: Buffer.from(body),
    })
  const deliver = (body: string, to?: string) => send(body, 'Bearer a-token', to)
  return { route, kept, turnedAway, said, send, deliver }
}

type Changed = Record<string, unknown>
/** A group as it was sent, with something changed in it, or in each of its alerts. */
function changed(
  body: string,
  group: Changed,
  alert: (alert: Changed, i: number) => Changed = () => ({}),
): string {
  const whole = JSON.parse(body)
  const alerts = whole.alerts.map((one: Changed, i: number) => ({ ...one, ...alert(one, i) }))
  return JSON.stringify({ ...whole, alerts, ...group })
}

const heard = async (body: string): Promise<AlertEvent> => {
  const { deliver, kept } = webhook()
  expect(await deliver(body)).toEqual({ status: 202 })
  return kept.events[0]!
}

describe('what Alertmanager tells', () => {
  test('the same again is answered the same, and counted as what came before', async () => {
    const { deliver } = webhook()
    expect(await deliver(latency)).toEqual({ status: 202 })
    expect(await deliver(latency)).toEqual({ status: 202, counted: 'repeated' })
  })

  test('a group of two alerts that fire', async () => {
    expect(await heard(latency)).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      source: 'alertmanager',
      key: '{}:{alertname="HighP99Latency", environment="production"}',
      is: 'firing',
      signal: {
        at: Date.parse('2026-11-21T02:17:15Z'),
        alerts: [expect.any(String), expect.any(String)],
      },
      title: 'HighP99Latency: p99 latency 3.4 s, and 1 more',
      severity: 'P1',
      route: { environment: 'production', service: 'api-gateway' },
      links: [
        { label: 'Prometheus', url: 'http://prometheus:9090/graph?g0.expr=p99' },
        { label: 'Alertmanager', url: 'http://alertmanager:9093/' },
      ],
    })
  })

  test('one alert with a runbook and a dashboard; its service is none of ours', async () => {
    expect(await heard(connections)).toMatchObject({
      title: 'PostgreSQLHighConnections: PostgreSQL has 92 of 100 connections in use',
      severity: 'P3',
      route: { environment: 'production' },
      links: [
        {
          label: 'Runbook',
          url: 'https://learnbot.example.com/runbook#issue-high-database-connection-count',
        },
        { label: 'Dashboard', url: 'http://grafana:3001/d/postgres' },
        { label: 'Prometheus' },
        { label: 'Alertmanager' },
      ],
    })
  })

  test('that it is over, and since when: the same group and the same alert', async () => {
    const [was, is] = [await heard(connections), await heard(over)]
    expect(is).toMatchObject({ is: 'over', signal: { at: Date.parse('2026-11-21T02:17:20Z') } })
    expect([is.key, is.signal.alerts]).toEqual([was.key, was.signal.alerts])
  })

  test.each(['2026-11-21T02:17:15Z', '0001-01-01T00:00:00Z', null])(
    'that it is over is later than its beginning, also when it says %s',
    async endsAt => {
      const is = await heard(changed(over, {}, () => ({ endsAt })))
      expect(is.signal.at).toBe((await heard(connections)).signal.at + 1)
    },
  )

  test('of a group that is over in part, only what still fires counts', async () => {
    const body = changed(latency, {}, ({ labels }, i) =>
      i === 0
        ? { status: 'resolved', endsAt: '2026-11-21T03:00:00Z' }
        : { labels: { ...(labels as object), severity: 'warning' } },
    )
    expect(await heard(body)).toMatchObject({
      is: 'firing',
      severity: 'P3',
      title: 'HighP99Latency: p99 latency 2.9 s',
      signal: { at: Date.parse('2026-11-21T02:17:15Z'), alerts: [expect.any(String)] },
    })
  })

  test('the latest of its times', async () => {
    const body = changed(latency, {}, (_, i) => ({ startsAt: `2026-11-21T0${2 + i}:00:00.123456789+01:00` }))
    expect((await heard(body)).signal.at).toBe(Date.parse('2026-11-21T02:00:00.123Z'))
  })

  test('the same body is the same delivery; an alert that began anew is another one', async () => {
    const again = changed(connections, {}, () => ({ startsAt: '2026-11-21T04:00:00Z' }))
    const [one, two, three] = [await heard(connections), await heard(connections), await heard(again)]
    expect(two).toEqual(one)
    expect(three.id).not.toBe(one.id)
    expect(three.signal.alerts).not.toEqual(one.signal.alerts)
  })

  test.each([
    ['javascript:alert(1)'],
    ['https://grafana.example.com@evil.example.com/'],
    ['ftp://files.example.com/'],
    ['not an address'],
    [`https://example.com/${'x'.repeat(3_000)}`],
  ])('%s is no link', async address => {
    const annotations = { summary: 'x', runbook_url: address, dashboard_url: address }
    const body = changed(connections, { commonAnnotations: annotations, externalURL: address }, () => ({
      annotations,
      generatorURL: address,
    }))
    expect((await heard(body)).links).toEqual([])
  })

  test('two addresses that are the same are one link', async () => {
    const annotations = { runbook_url: 'https://r.example.com/', dashboard_url: 'https://r.example.com' }
    const body = changed(connections, { commonAnnotations: annotations, externalURL: null }, () => ({
      annotations,
      generatorURL: '',
    }))
    expect((await heard(body)).links).toEqual([{ label: 'Runbook', url: 'https://r.example.com/' }])
  })

  test('without what it need not have', async () => {
    const body = JSON.stringify({
      status: 'firing',
      groupKey: '{}:{}',
      truncatedAlerts: 7,
      alerts: [{ status: 'firing', labels: {}, startsAt: '2026-11-21T02:17:15Z' }],
    })
    expect(await heard(body)).toMatchObject({
      title: 'An alert, and 7 more',
      severity: 'P3',
      route: { environment: 'production' },
      links: [],
    })
  })
})

describe('what is not believed', () => {
  test.each([
    ['without a token', undefined],
    ['with an empty one', 'Bearer '],
    ['with another one', 'Bearer a-tokeN'],
    ['with the beginning of it', 'Bearer a-toke'],
    ['with more than it', 'Bearer a-token2'],
    ['with it as a password', 'Basic a-token'],
    ['with it alone', 'a-token'],
  ])('%s: 401, and nobody hears of it', async (_, header) => {
    const { send, kept, turnedAway, said } = webhook()
    expect(await send(latency, header)).toMatchObject({ status: 401 })
    expect(await send('gibberish', header, 'nobody')).toMatchObject({ status: 401 })
    expect([kept.events, kept.aside, turnedAway]).toEqual([[], [], ['forged', 'forged']])
    expect(said.join()).not.toMatch(/a-toke/i)
  })

  test('without a token on our side it is our fault: 503', async () => {
    const { send, turnedAway } = webhook('')
    expect(await send(latency, 'Bearer ')).toMatchObject({ status: 503 })
    expect(turnedAway).toEqual(['no-secret'])
  })

  test('for a system that has no file: 404', async () => {
    const { deliver, kept, turnedAway } = webhook()
    expect(await deliver(latency, 'nobody')).toMatchObject({ status: 404 })
    expect([kept.events, turnedAway]).toEqual([[], ['unlisted']])
  })
})

describe('what is not understood', () => {
  test.each([
    ['is not JSON', '{"status":', /not JSON/],
    ['has no group', changed(latency, { groupKey: undefined }), /groupKey/],
    ['has no alerts', changed(latency, { alerts: [] }), /alerts/],
    ['has an alert without a time', changed(latency, {}, () => ({ startsAt: 'now' })), /startsAt/],
    ['is of an unknown status', changed(latency, { status: 'muted' }), /status/],
  ])('%s: kept aside, and 400 with the reason for its log', async (_, body, why) => {
    const { deliver, kept, turnedAway } = webhook()
    const answer = await deliver(body)
    expect(answer).toMatchObject({ status: 400, body: expect.stringMatching(why) })
    expect(kept.aside).toEqual([
      { source: 'alertmanager', delivery: expect.any(String), why: answer.body, body },
    ])
    expect([kept.events, turnedAway]).toEqual([[], ['unclear']])
  })
})

test.each([
  ['a group', latency, 202],
  ['what is not understood', 'gibberish', 400],
])('%s that cannot be saved: 503, so that it comes again', async (_, body, then) => {
  const { deliver, kept, turnedAway } = webhook()
  kept.fails = true
  expect(await deliver(body)).toMatchObject({ status: 503, headers: { 'Retry-After': '10' } })
  expect(turnedAway).toEqual(['unsaved'])
  kept.fails = false
  expect((await deliver(body)).status).toBe(then)
})
