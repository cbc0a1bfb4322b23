import { eventually, expect, type Stage, story } from './stage.ts'

const title = '5xx rate above 10 %'

/** A page whose incident stands, with PagerDuty answering the next call to it only once it is `released`. */
async function paged(stage: Stage, method: 'GET' | 'PUT') {
  const { fire, pagerduty } = stage
  const page = fire(title)
  const card = await stage.card(title)
  const thread = stage.threadOf(card)
  await thread.shows('Level 1 told: Ana')
  await stage.looked()
  let release = () => {}
  const until = new Promise<void>(resolve => {
    release = resolve
  })
  const calls = () => pagerduty.received.filter(call => call.method === method && call.path.endsWith(page.id))
  const before = calls().length
  pagerduty.faults.fail({ how: 'slow', until, method, path: /^\/incidents\/Q/, times: 1 })
  return { page, card, thread, release, asked: () => eventually(() => calls()[before]) }
}

story('resolved and opened again before PagerDuty answers: it stays open, there too', async stage => {
  const { ana, pagerduty } = stage
  const { page, card, thread, release, asked } = await paged(stage, 'GET')
  await ana.says('@Belay resolve "it went away"', card)
  await asked()
  await ana.says('@Belay reopen', card)
  await ana.alone.shows('is open again')
  release()
  await eventually(() => pagerduty.received.some(({ body }) => JSON.stringify(body)?.includes('"triggered"')))
  await stage.delivered()
  await stage.looked()
  expect(page.status).toBe('triggered')
  await stage.channel().shows('🔴 P1 triggered', 'nobody has it yet')
  await thread.showsTimes(1, 'resolved it')
  expect(thread.text()).not.toContain('in PagerDuty')
})

story(
  'PagerDuty resolves, and says so late: whoever opened it again meanwhile is not undone',
  async stage => {
    const { ana } = stage
    const { page, card, thread, release, asked } = await paged(stage, 'PUT')
    stage.pagerduty.webhooks.manner('held')
    await ana.says('@Belay resolve "it went away"', card)
    await asked()
    await ana.says('@Belay reopen', card)
    await ana.alone.shows('is open again')
    release()
    await eventually(() => page.status === 'triggered')
    stage.pagerduty.webhooks.release()
    await stage.delivered()
    await stage.looked()
    await stage.channel().shows('🔴 P1 triggered', 'nobody has it yet')
    expect(thread.text()).not.toContain('in PagerDuty')
  },
)

story(
  'acknowledged and handed to level 2 before PagerDuty answers: level 2 is called there, too',
  async stage => {
    const { ana, ben } = stage
    const { page, card, thread, release, asked } = await paged(stage, 'GET')
    await ana.says('@Belay ack', card)
    await asked()
    await ana.says('@Belay escalate 2', card)
    await ben.direct.shows('You are on level 2')
    release()
    await eventually(() => page.level === 2)
    await stage.delivered()
    await stage.looked()
    expect(page.status).toBe('triggered')
    await stage.channel().shows('🔴 P1 triggered', 'nobody has it yet')
    expect(thread.text()).not.toContain('in PagerDuty')
  },
)

story(
  'opened again and acknowledged while PagerDuty is down: it is acknowledged there, and not over',
  async stage => {
    const { ana, fire, pagerduty } = stage
    const page = fire(title)
    const card = await stage.card(title)
    const thread = stage.threadOf(card)
    await thread.shows('Level 1 told: Ana')
    await ana.says('@Belay resolve', card)
    await eventually(() => page.status === 'resolved')
    await stage.looked()
    const answers = () => pagerduty.received.filter(call => call.method === 'GET' && call.status === 503)
    pagerduty.faults.fail({ how: 'down', method: 'GET', path: /^\/incidents\/Q/ })
    await ana.says('@Belay reopen', card)
    await eventually(() => answers()[0])
    await ana.says('@Belay ack', card)
    await stage.channel().shows('🟠 P1 acknowledged', 'Ana has it since')
    pagerduty.faults.heal()
    await eventually(() => page.status === 'acknowledged')
    await stage.delivered()
    await stage.looked()
    await stage.channel().shows('🟠 P1 acknowledged', 'Ana has it since')
    expect(thread.text()).not.toContain('in PagerDuty')
  },
)
