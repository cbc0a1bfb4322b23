import { readFileSync } from 'node:fs'
import type { Alarm, Topic } from '../../sandbox/aws/sns.ts'
import { createPanel } from '../../sandbox/panel/panel.ts'
import { eventually, expect, hours, minutes, type Stage, story, systemsOf } from './stage.ts'

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
    await stage.channel().shows('level 1: triggered again, nobody has it yet.')
    expect(stage.channel().messages()).toHaveLength(2)

    await later(2 * minutes)
    await monitor.clears(began())
    await stage.channel().shows('🟢 P3 resolved')
    await later(hours)
    await monitor.fires(began())
    await stage.channel().shows('INC-1', 'INC-2')
    expect(stage.channel().messages()).toHaveLength(3)
    expect(pagerduty.incidents).toEqual([])
  },
)

story('the demo’s buttons: an alert of Alertmanager fires, is silenced, and is over', async stage => {
  const { ana, world } = stage
  const panel = createPanel(await systemsOf(), () => world)
  expect(await panel.act('alert', { name: 'HighErrorRate' })).toBe('HighErrorRate fires: an incident opens.')
  await stage.card('HighErrorRate: 7 % of requests fail')
  await stage.channel().shows('P1 triggered · LearnBot')
  await panel.act('calm', {})
  await stage.channel().shows('🟢 P1 resolved')

  await ana.types('/silence alertname=QueueLength --for 1h')
  await ana.clicks('Silence for 1 h', await ana.alone.message('Would silence'))
  await stage.channel().message('done: silence alertname=QueueLength')
  expect(await panel.act('alert', { name: 'QueueLength' })).toBe('QueueLength fires, and is silenced.')
})

story('who does not have the token is told nothing, and opens nothing', async stage => {
  const monitor = alertmanagerOf(stage, 'firing-HighP99Latency')
  expect((await monitor.post('firing', {}, 'guess')).status).toBe(401)
  expect((await alertmanagerOf(stage, 'firing-HighP99Latency', 'nobody').post('firing')).status).toBe(404)
  await monitor.fires()
  await stage.channel().shows('INC-1')
  expect(stage.channel().messages()).toHaveLength(1)
})

const arn = 'arn:aws:sns:us-east-1:123456789012:alarms'
const alarms = { 'api-*': { severity: 'P2', environment: 'production', service: 'api-gateway' } } as const
const systems = (await systemsOf()).map(system =>
  system.system === 'learnbot' ? { ...system, sns: { topics: [arn], alarms } } : system,
)

/** SNS, which delivers from the topic that LearnBot's file lists; CloudWatch says how an alarm of it stands. */
function alarmOf({ world }: Stage, given: Partial<Topic> = {}) {
  const { sns } = world
  const topic: Topic = { arn, ...given }
  const to = new URL('/webhooks/sns/learnbot', world.webhookUrl())
  return {
    subscribe: async () => (await sns.post(to, sns.subscription(topic))).status,
    is: (state: Alarm['state']) =>
      sns.alarm(topic, {
        name: 'api-5xx-rate',
        state,
        at: world.clock().now(),
        description: 'More than 5 % of requests fail.\nhttps://r.example.com/5xx',
      }),
    deliver: async (message: Record<string, string>) => (await sns.post(to, message)).status,
  }
}

story(
  'CloudWatch alarms through SNS: subscribed, one incident, PagerDuty pages, and it ends with the alarm',
  async stage => {
    const { ana, pagerduty, world, later } = stage
    const alarm = alarmOf(stage)
    expect(await alarm.subscribe()).toBe(202)
    expect([...world.sns.confirmed]).toEqual([arn])

    const alarmed = alarm.is('ALARM')
    for (const _ of [1, 2]) expect(await alarm.deliver(alarmed)).toBe(202)
    const card = await stage.card('api-5xx-rate: More than 5 % of requests fail.')
    await stage.channel().shows('P2 triggered · LearnBot api-gateway, production', 'Runbook')
    const thread = stage.threadOf(card)
    await thread.shows('CloudWatch opened it as P2', 'PagerDuty pages for it')
    await ana.direct.shows('P2 triggered', 'You are on level 1')

    await later(minutes)
    expect(await alarm.deliver(alarm.is('OK'))).toBe(202)
    expect(await alarm.deliver(alarmed)).toBe(202)
    await thread.shows('CloudWatch resolved it')
    await stage.channel().shows('🟢 P2 resolved')
    await eventually(() => pagerduty.incidents[0]!.status === 'resolved')

    await later(5 * minutes)
    expect(await alarm.deliver(alarm.is('ALARM'))).toBe(202)
    await thread.shows('CloudWatch resolved it', 'It alerted again: reopened')
    await eventually(() => pagerduty.incidents.length === 2)
    await stage.channel().shows('level 1: triggered again, nobody has it yet.')
    expect(stage.channel().messages()).toHaveLength(2)
  },
  { systems },
)

story(
  'the end of an alarm overtakes its beginning: it is over, and nobody is woken',
  async stage => {
    const { ana, later } = stage
    const alarm = alarmOf(stage, { version: '1' })
    const alarmed = alarm.is('ALARM')
    await later(minutes)
    const well = alarm.is('OK')
    expect(await alarm.deliver(well)).toBe(202)
    expect(await alarm.deliver(alarmed)).toBe(202)
    await stage.channel().shows('🟢 P2 resolved', 'api-5xx-rate')
    await later(20 * minutes)
    expect(stage.channel().messages()).toHaveLength(1)
    expect(ana.direct.text()).toBe('')
  },
  { systems },
)

story(
  'a topic that no file lists, and a message that SNS did not sign, change nothing',
  async stage => {
    const { sns } = stage.world
    const other = alarmOf(stage, { arn: `${arn}-of-mallory` })
    expect([await other.subscribe(), await other.deliver(other.is('ALARM'))]).toEqual([403, 403])
    const alarm = alarmOf(stage)
    expect(await alarm.deliver({ ...alarm.is('ALARM'), Signature: 'AAAA' })).toBe(401)
    expect([...sns.confirmed]).toEqual([])
    expect(await alarm.deliver(alarm.is('ALARM'))).toBe(202)
    await stage.channel().shows('INC-1')
    expect(stage.channel().messages()).toHaveLength(1)
  },
  { systems },
)
