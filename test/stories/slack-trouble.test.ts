import { eventually, expect, minutes, story, systemsOf } from './stage.ts'

const ids = { learnbot: 'C0ALERTS0', travelbot: 'C0ALERTS1' }

story(
  'Slack asks one channel to wait: the page of another goes out at once',
  async stage => {
    const { ana, fire, pagerduty, slack } = stage
    const limited = slack.fail({
      method: 'chat.postMessage',
      channel: ids.learnbot,
      times: 1,
      does: { retryAfter: 3 },
    })
    fire('5xx rate above 10 %')
    await eventually(() => limited.met() === 1)
    pagerduty.fire({ service: 'PTRAVEL1', title: 'bookings fail', priority: 'P1' })
    await stage.card('bookings fail', '#alerts')
    expect(stage.channel().text()).toBe('')
    await ana.direct.shows('bookings fail')
    await stage.card('5xx rate above 10 %')
    expect(stage.channel().messages()).toHaveLength(1)
    expect(limited.met()).toBe(1)
  },
  { pace: 1 },
)

story('every answer to a post is lost once: nothing stands there twice', async stage => {
  const { ana, fire, later, slack } = stage
  const lost = slack.fail({ method: 'chat.postMessage', times: 4, does: 'lostAnswer' })
  const page = fire()
  const card = await stage.card(page.title)
  const thread = stage.threadOf(card)
  await thread.shows('Level 1 told: Ana')
  await thread.shows('level 1: nobody has it yet.')
  await ana.direct.shows('You are on level 1')
  expect(lost.met()).toBe(4)
  await thread.showsTimes(1, 'level 1: nobody has it yet.')
  await ana.clicks('Acknowledge', card)
  await stage.channel().shows('🟠 P1 acknowledged')
  await thread.shows('Ana acknowledged in Slack')
  // Where she was quicker than the look whether the ping was posted, another look finds it.
  await later(2 * minutes)
  await thread.shows('No longer calling')
  expect(stage.channel().messages()).toHaveLength(1)
  expect(ana.direct.messages()).toHaveLength(1)
  for (const said of ['opened it', 'Level 1 told', 'No longer calling', 'acknowledged in'])
    expect([said, thread.count(said)]).toEqual([said, 1])
})

story('Slack answers 500 for a while: everything comes, once, and the card is up to date', async stage => {
  const { ana, fire, slack, pagerduty } = stage
  const broken = slack.fail({ method: /^chat\.|^conversations\./, times: 6, does: { status: 500 } })
  const page = fire()
  const card = await stage.card(page.title)
  const thread = stage.threadOf(card)
  await ana.direct.shows('You are on level 1')
  await thread.shows('Level 1 told: Ana')
  expect(broken.met()).toBe(6)
  const updates = slack.fail({ method: 'chat.update', times: 2, does: { status: 500 } })
  await ana.clicks('Acknowledge', card)
  await stage.channel().shows('🟠 P1 acknowledged', 'Ana has it since')
  await thread.shows('Ana acknowledged in Slack')
  expect(updates.met()).toBe(2)
  await eventually(() => pagerduty.incidents[0]!.status === 'acknowledged')
  expect(stage.channel().messages()).toHaveLength(1)
  expect(ana.direct.messages()).toHaveLength(1)
})

story('Slack does not take the blocks: the same in plain text', async stage => {
  const { ana, fire, slack } = stage
  slack.fail({
    method: 'chat.postMessage',
    channel: ids.learnbot,
    times: 1,
    does: { error: 'invalid_blocks' },
  })
  const page = fire()
  const card = await stage.card(page.title)
  expect(card.plain).toContain('P1 triggered')
  await stage.threadOf(card).shows('Level 1 told: Ana')
  await ana.direct.shows('You are on level 1')
  await ana.says('@Belay ack', card)
  await stage.channel().shows('🟠 P1 acknowledged', 'Ana has it since', '[Resolve]')
  expect(stage.channel().messages()).toHaveLength(1)
})

/** LearnBot as its file says, but that PagerDuty pages for a P1 only. */
const quieter = (await systemsOf()).map(system => {
  const { P2, ...others } = system.severities
  return P2 && system.system === 'learnbot'
    ? { ...system, severities: { ...others, P2: { ...P2, page: false } } }
    : system
})

story(
  'Slack is away for more than a minute while a P2 has somebody to tell: PagerDuty is asked to',
  async stage => {
    const { ana, dan, later, pagerduty, slack } = stage
    slack.fail({ method: /^chat\.postMessage$|^conversations\.open$/, does: { status: 503 } })
    await dan.types('/incident declare "search is empty" --severity P3')
    await dan.types('/incident declare "checkout is slow" --severity P2')
    await dan.alone.shows('is open: P2')
    await stage.looked()
    await later(minutes)
    const asked = await eventually(() => pagerduty.incidents[0])
    expect(asked.title).toContain('P2 checkout is slow')

    slack.heal()
    await stage.card('search is empty')
    const card = await stage.card('checkout is slow')
    await stage.threadOf(card).shows('PagerDuty pages for it')
    await ana.direct.shows('checkout is slow', 'You are on level 1')
    expect(pagerduty.incidents).toHaveLength(1)
    expect(stage.channel().messages()).toHaveLength(2)
  },
  { systems: quieter },
)

story('Slack forgets to answer: what people typed is answered another way', async stage => {
  const { ana, fire, slack } = stage
  const page = fire()
  const card = await stage.card(page.title)
  await stage.threadOf(card).shows('Level 1 told: Ana')
  slack.fail({ method: 'response_url', does: { status: 500 } })
  await ana.types('/incident list')
  await ana.alone.shows('1 open incident, worst P1 triggered')
  slack.fail({ method: 'chat.postEphemeral', does: { error: 'not_in_channel' } })
  await ana.types('/incident show INC-1')
  await ana.direct.shows('What happened')
  expect(ana.alone.count('1 open incident')).toBe(1)
})
