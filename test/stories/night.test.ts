import { eventually, expect, hours, minutes, story } from './stage.ts'

story(
  'a page at night that nobody answers climbs, and then the last level is told every hour',
  async stage => {
    const { ana, ben, cara, dan, fire, later, asked, world } = stage
    const page = fire('p99 latency above 3 s')
    const card = await stage.card('p99 latency above 3 s')
    const thread = stage.threadOf(card)

    await stage
      .channel()
      .shows(
        'Belay: 🔴 P1 triggered · LearnBot production · INC-1',
        'p99 latency above 3 s',
        'nobody has it yet · @learnbot-leads will be told at',
        '[Acknowledge] [Escalate]',
        'Severity: P2 | P3 | P4',
      )
    await thread.shows(
      'PagerDuty opened it as P1: p99 latency above 3 s',
      'Level 1 called by PagerDuty: @learnbot-oncall',
      'Level 1 told: Ana',
    )
    await thread.shows('@learnbot-oncall level 1: nobody has it yet.')
    await ana.direct.shows(
      'P1 triggered · LearnBot production',
      'You are on level 1',
      '[Acknowledge] [Escalate]',
    )

    await later(15 * minutes)
    await ben.direct.shows('P1 triggered', 'You are on level 2')
    await thread.shows('Level 2 called: @learnbot-leads', 'Level 2 told: Ben')
    await thread.shows('@learnbot-leads level 2: nobody has it yet.')
    await eventually(() => world.pagerduty.incidents[0]!.level === 2)
    expect(cara.direct.text()).toBe('')

    // It stands in the channel as well as in the thread: Dan reads his refusal wherever he has pressed it.
    await dan.clicks('Acknowledge', await stage.channel().message('@learnbot-leads level 2'))
    await dan.alone.showsTimes(2, "Only LearnBot's responders")
    expect(dan.alone.messages().map(({ thread }) => thread)).toEqual([undefined, card.ts])

    await later(30 * minutes)
    await cara.direct.shows('P1 triggered', 'You are on level 3')
    await thread.shows(
      'Level 3 called: cto@learnbot.example.com; it is the last level and repeats',
      'Level 3 told: Cara',
    )
    await thread.shows('@Cara level 3: nobody has it yet.')
    await eventually(() => world.pagerduty.incidents[0]!.level === 3)

    await later(hours)
    await cara.direct.showsTimes(2, 'You are on level 3')
    await later(hours)
    await cara.direct.showsTimes(3, 'You are on level 3')
    await thread.shows('Level 3 told', 'Level 3 told', 'Level 3 told')

    // The card is what calls level 1 in the channel; whoever is called later may not see it any more.
    expect(stage.channel().count('level 1: nobody has it yet.')).toBe(0)
    await stage.channel().shows('@learnbot-leads level 2: nobody has it yet.', '@Cara level 3: nobody')
    await stage.channel().showsTimes(3, '@Cara level 3: nobody has it yet.')
    expect(stage.channel().messages()).toHaveLength(5)
    expect(ana.direct.messages()).toHaveLength(1)
    expect(ben.direct.messages()).toHaveLength(1)
    expect(asked(/PUT .*escalation_level/).map(({ path, body }) => [path, body])).toEqual(
      [2, 3].map(escalation_level => [
        `/incidents/${page.id}`,
        { incident: { type: 'incident_reference', escalation_level } },
      ]),
    )
  },
)

story('PagerDuty climbs its own policy at the same moment: each level is told once', async stage => {
  const { ana, ben, cara, fire, pagerduty, world } = stage
  const page = fire()
  const thread = stage.threadOf(await stage.card(page.title))
  await ana.direct.shows('You are on level 1')
  await thread.shows('level 1: nobody has it yet')

  // Half an hour at once: Belay owes level 2, and PagerDuty has gone there by itself.
  await stage.later(30 * minutes)
  pagerduty.tick()
  expect(pagerduty.incidents[0]!.level).toBe(2)
  await ben.direct.shows('You are on level 2')
  await stage.delivered()
  await stage.later(30 * minutes)
  pagerduty.tick()
  await cara.direct.shows('You are on level 3')
  await thread.shows('Level 3 told: Cara')
  await stage.delivered()
  await thread.showsTimes(3, 'nobody has it yet')

  expect(thread.count('Level 2 called')).toBe(1)
  expect(thread.count('Level 3 called')).toBe(1)
  expect(ben.direct.messages()).toHaveLength(1)
  expect(world.pagerduty.incidents[0]!.level).toBe(3)
})

story('Ana takes it in her direct message and sees it through to the post-mortem', async stage => {
  const { ana, ben, fire, later, asked, pagerduty, world } = stage
  const page = fire('p99 latency above 3 s')
  const card = await stage.card('p99 latency above 3 s')
  const thread = stage.threadOf(card)
  await thread.shows('Level 1 told: Ana')

  // Ana: [Acknowledge]
  const asking = await ana.direct.message('[Acknowledge]')
  await ana.clicks('Acknowledge', asking)
  await stage
    .channel()
    .shows('🟠 P1 acknowledged', 'Ana has it since', 'update due', '[Resolve] [Post update] [Health]')
  await ana.direct.shows(
    'It is yours · an update is due every 30 min · Open the thread',
    '[Post update] [Resolve]',
  )
  await thread.shows('Ana acknowledged in Slack')
  await eventually(() => pagerduty.incidents[0]!.status === 'acknowledged')
  expect(pagerduty.incidents[0]!.acknowledged.map(({ user }) => user)).toEqual([world.pagerdutyUser('ana')])
  expect(asked(/"acknowledged"/).map(({ from }) => from)).toEqual(['ana@example.com'])

  // Ana: @belay note the cache is cold
  await ana.says('@Belay note the cache is cold', card)
  await thread.shows('Ana noted in Slack', 'the cache is cold')
  await eventually(() => pagerduty.incidents[0]!.notes.length === 1)
  pagerduty.note(page.id, world.pagerdutyUser('ben'), 'The monitor saw it first at 02:10.')
  await thread.shows('Ben noted in PagerDuty', 'The monitor saw it first at 02:10.')

  // Ana: @belay mitigate … @belay resolve "warmed the cache up"
  await later(10 * minutes)
  await ana.says('@Belay mitigate', card)
  await thread.shows('Ana marked it mitigated')
  await stage.channel().shows('🔵 P1 mitigated', 'Ana leads', '[Resolve] [Post update] [Health]')
  await later(10 * minutes)
  await ana.says('@Belay resolve "warmed the cache up"', card)
  await stage
    .channel()
    .shows('🟢 P1 resolved', 'min, acknowledged after', 'Ana', 'post-mortem due', '[Post-mortem] [Reopen]')
  await thread.shows('Ana resolved it in Slack', 'warmed the cache up')
  await eventually(() => pagerduty.incidents[0]!.status === 'resolved')
  await stage.delivered()

  // Half of the 48 hours later Belay reminds Ana, and Ben asks for the draft.
  await later(24 * hours)
  await thread.shows('The post-mortem is due', '@Ana A draft from the timeline is ready.', '[Post-mortem]')
  await ben.says('@Belay postmortem', card)
  const shared = await thread.message('📎 inc-1-post-mortem.md')
  expect(shared.files[0]!.content).toMatch(/^# INC-1: p99 latency above 3 s\n/)
  for (const part of [
    '## Summary\n\n> warmed the cache up',
    'Ana acknowledged in Slack',
    'Lead: Ana',
    '- Told: Ana',
  ])
    expect(shared.files[0]!.content).toContain(part)

  // What PagerDuty told Belay of Belay's own doing was no news.
  for (const said of [
    'acknowledged in',
    'noted in Slack',
    'noted in PagerDuty',
    'resolved it',
    'post-mortem is due',
  ])
    expect([said, thread.count(said)]).toEqual([said, 1])
  expect(pagerduty.incidents[0]!.notes.map(({ content }) => content)).toEqual([
    'Ana: the cache is cold',
    'The monitor saw it first at 02:10.',
  ])
  expect(stage.channel().messages()).toHaveLength(1)
  expect(ben.direct.text()).toBe('')
})

story(
  'Socket Mode: the same page is acknowledged over a web socket',
  async stage => {
    const { ana, fire, pagerduty, slack } = stage
    await eventually(() => slack.socketMode.isConnected())
    const page = fire()
    const card = await stage.card(page.title)
    await stage.threadOf(card).shows('Level 1 told: Ana')
    await ana.clicks('Acknowledge', await ana.direct.message('[Acknowledge]'))
    await stage.channel().shows('🟠 P1 acknowledged', 'Ana has it since')
    await ana.says('@Belay note it is the cache', card)
    await stage.threadOf(card).shows('Ana acknowledged in Slack', 'Ana noted in Slack', 'it is the cache')
    await eventually(() => pagerduty.incidents[0]!.status === 'acknowledged')
  },
  { socketMode: true },
)
