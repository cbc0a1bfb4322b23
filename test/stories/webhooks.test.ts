import { createHmac, randomUUID } from 'node:crypto'
import { countedAt } from './counted.ts'
import { eventually, expect, hours, minutes, type Stage, story } from './stage.ts'

const title = 'connections to the database above 90 %'

/** Ana takes it and Ben resolves it, all in PagerDuty. */
async function whole({ pagerduty, world, later }: Stage, id: string): Promise<void> {
  await later(minutes)
  pagerduty.acknowledge(id, world.pagerdutyUser('ana'))
  await later(minutes)
  pagerduty.resolve(id, world.pagerdutyUser('ben'))
}

story('every webhook comes twice: everything happens once', async stage => {
  stage.pagerduty.webhooks.manner('twice')
  const page = stage.fire(title)
  const thread = stage.threadOf(await stage.card(title))
  await thread.shows('Level 1 told: Ana')
  await whole(stage, page.id)
  await stage.channel().shows('🟢 P1 resolved')
  await thread.shows('Ana acknowledged in PagerDuty', 'Ben resolved it in PagerDuty')
  await stage.delivered()
  expect(stage.channel().messages()).toHaveLength(1)
  for (const said of ['opened it', 'told: Ana', 'acknowledged in', 'resolved it'])
    expect([said, thread.count(said)]).toEqual([said, 1])
})

story('webhooks come in the wrong order, resolved first: it is over, and nobody is woken', async stage => {
  const { ana, pagerduty } = stage
  pagerduty.webhooks.manner('held')
  const page = stage.fire(title)
  await whole(stage, page.id)
  pagerduty.webhooks.release('reversed')
  const card = await stage.card(title)
  await stage.channel().shows('🟢 P1 resolved', title)
  await stage.delivered()
  await stage.looked()
  await stage.threadOf(card).shows('Ben resolved it in PagerDuty')
  expect(stage.channel().messages()).toHaveLength(1)
  expect(ana.direct.text()).toBe('')
  expect(stage.channel().text()).toContain('P1 resolved')
})

story('the acknowledgement comes before the page: Ana has it, and nobody is woken', async stage => {
  const { ana, pagerduty, world } = stage
  pagerduty.webhooks.manner('held')
  const page = stage.fire(title)
  await stage.later(minutes)
  pagerduty.acknowledge(page.id, world.pagerdutyUser('ana'))
  pagerduty.webhooks.release('reversed')
  await stage.channel().shows('🟠 P1 acknowledged', 'Ana has it since')
  await stage.delivered()
  await stage.later(20 * minutes)
  await stage.looked()
  expect(stage.channel().messages()).toHaveLength(1)
  expect(ana.direct.text()).toBe('')
  expect(stage.channel().text()).toContain('P1 acknowledged')
})

story('held back for an hour, what PagerDuty says is old news by then', async stage => {
  const { ana, pagerduty, world } = stage
  const page = stage.fire(title)
  await ana.direct.shows('You are on level 1')
  await stage.delivered()
  pagerduty.webhooks.manner('held')
  pagerduty.acknowledge(page.id, world.pagerdutyUser('ana'))
  // Belay asks by itself, and then Ben goes on in Slack.
  await stage.looked()
  const card = await stage.card('P1 acknowledged')
  await stage.later(minutes)
  await stage.ben.says('@Belay resolve', card)
  await stage.channel().shows('🟢 P1 resolved')
  await stage.later(hours)
  pagerduty.webhooks.release()
  await stage.delivered()
  await stage.looked()
  const thread = stage.threadOf(card)
  await thread.shows('Ana acknowledged in PagerDuty', 'Ben resolved it in Slack')
  expect(stage.channel().text()).toContain('P1 resolved')
  expect(thread.count('acknowledged in')).toBe(1)
  expect(thread.count('resolved it')).toBe(1)
})

story('every webhook is lost: the look once a minute finds what happened', async stage => {
  const { ana, ben, pagerduty, world } = stage
  pagerduty.webhooks.manner('lost')
  const page = stage.fire(title)
  await stage.looked()
  const card = await stage.card(title)
  const thread = stage.threadOf(card)
  await ana.direct.shows('P1 triggered', 'You are on level 1')

  pagerduty.acknowledge(page.id, world.pagerdutyUser('ana'))
  await stage.looked()
  await stage.channel().shows('🟠 P1 acknowledged', 'Ana has it since')
  pagerduty.resolve(page.id, world.pagerdutyUser('ben'))
  await stage.looked()
  await stage.channel().shows('🟢 P1 resolved')
  await thread.shows('Ana acknowledged in PagerDuty', 'Ben resolved it in PagerDuty')
  expect(stage.channel().messages()).toHaveLength(1)
  expect(ben.direct.text()).toBe('')
})

story('PagerDuty is down for a while: what was done meanwhile reaches it later', async stage => {
  const { ana, pagerduty, world } = stage
  const page = stage.fire(title)
  const other = stage.fire('5xx rate above 10 %')
  const card = await stage.card(title)
  await stage.threadOf(card).shows('Level 1 told: Ana')
  const second = await stage.card('5xx rate')
  pagerduty.faults.fail({ how: 'down' })
  await ana.clicks('Acknowledge', card)
  await stage.channel().shows('🟠 P1 acknowledged', 'Ana has it since')
  await ana.clicks('Acknowledge', second)
  await stage.card('🟠 P1 acknowledged · LearnBot production · INC-2')
  await ana.says('@Belay note looking at the pool', card)
  await ana.says('@Belay resolve "more connections"', second)
  await stage.card('🟢 P1 resolved · LearnBot production · INC-2')
  expect(pagerduty.incidents.map(({ status }) => status)).toEqual(['triggered', 'triggered'])

  pagerduty.faults.heal()
  await eventually(() => pagerduty.incidents.every(({ status }) => status !== 'triggered'))
  await eventually(() => pagerduty.incidents[0]!.notes.length === 1)
  expect([page.status, other.status]).toEqual(['acknowledged', 'resolved'])
  expect(page.acknowledged.map(({ user }) => user)).toEqual([world.pagerdutyUser('ana')])
  await stage.delivered()
  await stage.looked()
  expect(stage.channel().messages()).toHaveLength(2)
  expect(stage.threadOf(card).count('acknowledged in')).toBe(1)
})

story(
  'Belay is away while PagerDuty pages: the webhook comes again, and the incident with it',
  async stage => {
    const { ana, pagerduty, world } = stage
    await world.sleep()
    const page = stage.fire(title)
    await eventually(() => (pagerduty.webhooks.all[0]?.statuses.length ?? 0) > 0)
    await world.belay()
    await stage.card(title)
    await ana.direct.shows('You are on level 1')
    await eventually(() => pagerduty.webhooks.all[0]!.state === 'delivered')
    expect(page.status).toBe('triggered')
    expect(stage.channel().messages()).toHaveLength(1)
  },
)

/** A delivery as PagerDuty makes it, signed with some secret. */
const post = ({ world }: Stage, body: string, secret: string) =>
  fetch(world.webhookUrl(), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-webhook-id': randomUUID(),
      'x-pagerduty-signature': `v1=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
    body,
  })

story('a forged webhook is not let in; a replayed one changes nothing', async stage => {
  const { pagerduty, world } = stage
  const page = stage.fire(title)
  const card = await stage.card(title)
  await stage.delivered()
  const genuine = pagerduty.webhooks.all[0]!
  const forged = genuine.body.replaceAll('incident.triggered', 'incident.resolved')
  expect((await post(stage, forged, 'guessed')).status).toBe(401)

  pagerduty.acknowledge(page.id, world.pagerdutyUser('ana'))
  await stage.channel().shows('🟠 P1 acknowledged')
  await stage.delivered()
  pagerduty.webhooks.again(genuine)
  await stage.delivered()
  expect((await post(stage, genuine.body, world.config.pagerduty.webhookSecrets[0]!)).status).toBe(202)
  await stage.looked()
  // The thread is told after its card.
  await stage.threadOf(card).shows('opened it', 'Ana acknowledged')
  expect(stage.channel().text()).toContain('🟠 P1 acknowledged')
  expect(stage.channel().messages()).toHaveLength(1)
  expect(stage.threadOf(card).count('opened it')).toBe(1)
})

story('/metrics has what came in and was refused, what was late, and what was tried again', async stage => {
  const { ana, pagerduty, world } = stage
  const { origin } = new URL(world.webhookUrl())
  pagerduty.faults.fail({ how: 'down', method: 'PUT', times: 1 })
  const page = stage.fire(title)
  const card = await stage.card(title)
  const thread = stage.threadOf(card)
  await thread.shows('Level 1 told: Ana')
  // Nobody has taken it for 15 min, which is seen only 5 min after.
  await stage.later(20 * minutes)
  await thread.shows('Level 2 told')
  await ana.clicks('Acknowledge', card)
  await eventually(() => page.status === 'acknowledged')
  await stage.delivered()
  const genuine = pagerduty.webhooks.all[0]!.body
  await post(stage, genuine, 'guessed')
  await post(stage, genuine, world.config.pagerduty.webhookSecrets[0]!)
  await post(stage, 'x'.repeat(256 * 1024 + 1), 'guessed')
  await fetch(`${origin}/slack/events`, { method: 'POST', body: 'command=/incident' })

  await eventually(async () => (await countedAt(origin))('belay_jobs', { state: 'held' }) === 0)
  const count = await countedAt(origin)
  const came = (door: string, result: string) => count('belay_requests_total', { door, result })
  expect(came('pagerduty', 'taken')).toBe(pagerduty.webhooks.all.length)
  expect(['repeated', 'forged', 'oversized'].map(result => came('pagerduty', result))).toEqual([1, 1, 1])
  expect([came('slack', 'taken'), came('slack', 'forged')]).toEqual([1, 1])
  expect(count('belay_commands_total', { command: 'incident ack', result: 'done' })).toBe(1)
  expect(count('belay_ack_seconds_count')).toBe(1)
  expect(count('belay_ack_seconds_bucket', { le: '3' })).toBe(1)

  const left = (result: string, kind: string) => count('belay_jobs_total', { result, kind })
  expect([left('retried', 'pagerduty'), left('retried', 'timer')]).toEqual([1, 0])
  expect(left('done', 'pagerduty')).toBeGreaterThan(0)
  const late = (kind: string, most: string) =>
    count('belay_job_lateness_seconds_count', { kind }) -
    count('belay_job_lateness_seconds_bucket', { kind, le: most })
  expect([late('timer', '60'), late('timer', '600')]).toEqual([1, 0])
  expect(count('belay_jobs', { system: 'learnbot', state: 'waiting' })).toBeGreaterThan(0)
  expect(count('belay_jobs', { state: 'parked' })).toBe(0)
})

story(
  "PagerDuty's answer is old by the time it comes: whoever has acknowledged meanwhile keeps it",
  async stage => {
    const { ana, ben, pagerduty, world } = stage
    const page = stage.fire(title)
    const card = await stage.card(title)
    const thread = stage.threadOf(card)
    await thread.shows('Level 1 told: Ana')
    await stage.delivered()
    // PagerDuty's times have no milliseconds: all of this happens within one of its seconds.
    await eventually(() => world.clock().now() % 1000 < 200)
    const until = eventually(() => page.status === 'acknowledged')
    pagerduty.faults.fail({ how: 'slow', until, method: 'GET', path: /^\/incidents\/Q/, times: 1 })
    const reads = () =>
      pagerduty.received.filter(({ method, path }) => method === 'GET' && path.endsWith(page.id))
    pagerduty.escalate(page.id, undefined, 2)
    const read = await eventually(() => reads()[0])
    await ben.clicks('Acknowledge', card)
    await eventually(() => read.status === 200)
    await stage.channel().shows('🟠 P1 acknowledged', 'Ben has it since')
    await stage.delivered()
    await stage.looked()
    await thread.shows('Ben acknowledged in Slack')
    expect(stage.channel().text()).toContain('Ben has it since')
    expect(thread.count('gave it back')).toBe(0)
    expect(ana.direct.messages()).toHaveLength(1)
  },
)
