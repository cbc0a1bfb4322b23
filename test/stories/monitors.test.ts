import { readFileSync } from 'node:fs'
import { eventually, expect, hours, minutes, type Stage, story } from './stage.ts'

/** Alertmanager, which calls Belay about one of the groups that it has told of before. */
function alertmanagerOf({ world }: Stage, sample: string, to = 'learnbot') {
  const group = JSON.parse(
    readFileSync(new URL(`../samples/alertmanager/webhook-${sample}.json`, import.meta.url), 'utf8'),
  )
  const began = world.clock().now()
  const post = (status: 'firing' | 'resolved', more: object = {}, token = 'sandbox') => {
    const times = {
      status,
      startsAt: new Date(began).toISOString(),
      ...(status === 'resolved' && { endsAt: new Date(world.clock().now()).toISOString() }),
      ...more,
    }
    const alerts = group.alerts.map((alert: object) => ({ ...alert, ...times }))
    return fetch(new URL(`/webhooks/alertmanager/${to}`, world.webhookUrl()), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ ...group, status, alerts }),
    })
  }
  return {
    post,
    async fires(more: object = {}) {
      expect((await post('firing', more)).status).toBe(202)
    },
    async clears(more: object = {}) {
      expect((await post('resolved', more)).status).toBe(202)
    },
  }
}

story(
  'Alertmanager says critical: one incident, PagerDuty pages for it, and it is over when it says so',
  async stage => {
    const { ana, pagerduty, later } = stage
    const monitor = alertmanagerOf(stage, 'firing-HighP99Latency')
    await monitor.fires()
    await monitor.fires()
    const card = await stage.card('HighP99Latency: p99 latency 3.4 s, and 1 more')
    await stage.channel().shows('🔴 P1 triggered · LearnBot api-gateway, production · INC-1', 'Prometheus')
    const thread = stage.threadOf(card)
    await thread.shows('Alertmanager opened it as P1: HighP99Latency', 'PagerDuty pages for it')
    await ana.direct.shows('P1 triggered', 'You are on level 1')
    expect(pagerduty.incidents.map(({ title, service }) => [title, service])).toEqual([
      ['P1 HighP99Latency: p99 latency 3.4 s, and 1 more (INC-1)', expect.anything()],
    ])

    await ana.clicks('Acknowledge', card)
    await stage.channel().shows('🟠 P1 acknowledged', 'Ana has it since')
    await eventually(() => pagerduty.incidents[0]!.status === 'acknowledged')
    await later(5 * minutes)
    await monitor.fires()
    await monitor.clears()
    await stage.channel().shows('🟢 P1 resolved')
    await thread.shows('Ana acknowledged in Slack', 'Alertmanager resolved it')
    await eventually(() => pagerduty.incidents[0]!.status === 'resolved')
    await stage.delivered()
    expect([pagerduty.incidents.length, stage.channel().messages().length]).toEqual([1, 1])
    expect(thread.text()).not.toContain('alerted again')
  },
)

story(
  'a warning pages nobody elsewhere; flapping opens it anew in the same thread, and later another begins',
  async stage => {
    const { pagerduty, later } = stage
    const monitor = alertmanagerOf(stage, 'firing-PostgreSQLHighConnections')
    const began = () => ({ startsAt: new Date(stage.world.clock().now()).toISOString() })
    await monitor.fires()
    const card = await stage.card('PostgreSQLHighConnections: PostgreSQL has 92 of 100 connections in use')
    await stage.channel().shows('P3 triggered · LearnBot production', 'Runbook', 'Dashboard')
    await later(2 * minutes)
    await monitor.clears()
    await stage.channel().shows('🟢 P3 resolved')

    await later(5 * minutes)
    await monitor.fires(began())
    const thread = stage.threadOf(card)
    await thread.shows('Alertmanager resolved it', 'It alerted again: reopened', 'Level 1 called')
    await stage.channel().shows('P3 triggered')
    expect(stage.channel().messages()).toHaveLength(1)

    await later(2 * minutes)
    await monitor.clears(began())
    await stage.channel().shows('🟢 P3 resolved')
    await later(hours)
    await monitor.fires(began())
    await stage.channel().shows('INC-1', 'INC-2')
    expect(stage.channel().messages()).toHaveLength(2)
    expect(pagerduty.incidents).toEqual([])
  },
)

story('who does not have the token is told nothing, and opens nothing', async stage => {
  const monitor = alertmanagerOf(stage, 'firing-HighP99Latency')
  expect((await monitor.post('firing', {}, 'guess')).status).toBe(401)
  expect((await alertmanagerOf(stage, 'firing-HighP99Latency', 'nobody').post('firing')).status).toBe(404)
  await monitor.fires()
  await stage.channel().shows('INC-1')
  expect(stage.channel().messages()).toHaveLength(1)
})
