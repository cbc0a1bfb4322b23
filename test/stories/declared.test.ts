import { eventually, expect, minutes, story } from './stage.ts'

story(
  'declared in Slack as a P1: PagerDuty is asked to page once, and its webhooks find the same incident',
  async stage => {
    const { ana, dan, pagerduty, asked } = stage
    await dan.types('/incident declare "checkout is slow" --severity P1 --service api-gateway')
    await dan.alone.shows('INC-1 is open: P1, LearnBot api-gateway production.', '[Details] [Who is on call]')
    const card = await stage.card('checkout is slow')
    const thread = stage.threadOf(card)
    await stage.channel().shows('🔴 P1 triggered · LearnBot api-gateway, production · INC-1')
    expect(card.plain).toContain('Dashboard · Database · Infrastructure')
    await thread.shows('Dan declared it as P1: checkout is slow', 'Level 1 called by Dan: @learnbot-oncall')
    await thread.shows('PagerDuty pages for it')
    await ana.direct.shows('P1 triggered · LearnBot api-gateway, production', 'You are on level 1')
    await stage.delivered()
    expect(asked(/POST/).map(({ path, from }) => [path, from])).toEqual([['/incidents', 'dan@example.com']])
    expect(pagerduty.incidents.map(({ title, urgency }) => [title, urgency])).toEqual([
      ['P1 checkout is slow (INC-1)', 'high'],
    ])

    // Ana answers PagerDuty's call.
    pagerduty.acknowledge(pagerduty.incidents[0]!.id, stage.world.pagerdutyUser('ana'))
    await stage.channel().shows('🟠 P1 acknowledged', 'Ana has it since')
    await thread.shows('Ana acknowledged in PagerDuty')
    await ana.says('@Belay resolve', card)
    await eventually(() => pagerduty.incidents[0]!.status === 'resolved')
    await stage.channel().shows('🟢 P1 resolved')
    expect(stage.channel().messages()).toHaveLength(1)
  },
)

story('declared as a P3 nobody is paged; raised to P1, PagerDuty is', async stage => {
  const { ana, dan, pagerduty, later } = stage
  await dan.types('/incident declare search is empty --severity P3')
  const card = await stage.card('search is empty')
  const thread = stage.threadOf(card)
  await ana.direct.shows('P3 triggered', 'You are on level 1')
  await thread.shows('Level 1 told: Ana')
  await later(minutes)
  expect(pagerduty.incidents).toEqual([])

  await ana.chooses('P1', 'Severity', card)
  await ana.alone.shows('INC-1 is P1.')
  await stage.channel().shows('🔴 P1 triggered')
  await thread.shows('Ana changed P3 to P1 in Slack')
  await thread.shows('PagerDuty pages for it')
  expect(pagerduty.incidents.map(({ title }) => title)).toEqual(['P1 search is empty (INC-1)'])
  await stage.delivered()
  expect(stage.channel().messages()).toHaveLength(1)
})

story('who acknowledges before PagerDuty has been asked is not paged by it', async stage => {
  const { ana, dan, pagerduty, world } = stage
  pagerduty.faults.fail({ how: 'down' })
  await dan.types('/incident declare "checkout is slow" --severity P1')
  await ana.clicks('Acknowledge', await ana.direct.message('[Acknowledge]'))
  await stage.channel().shows('🟠 P1 acknowledged', 'Ana has it since')
  pagerduty.faults.heal()
  await stage.threadOf(await stage.card('checkout is slow')).shows('Ana acknowledged in Slack')
  // The next alert goes through, so that what was owed before has been looked at again.
  stage.fire('another one')
  await stage.card('another one')
  expect(pagerduty.incidents.map(({ title, status }) => [title, status])).toEqual([
    ['another one', 'triggered'],
  ])
  expect(world.pagerduty.incidents).toHaveLength(1)
})

story("PagerDuty loses its answer to Belay's page: it is found again, not repeated", async stage => {
  const { dan, pagerduty, ana } = stage
  pagerduty.faults.fail({ how: 'lost-answer', method: 'POST', times: 2 })
  pagerduty.webhooks.manner('lost')
  await dan.types('/incident declare "checkout is slow" --severity P1')
  await stage.threadOf(await stage.card('checkout is slow')).shows('PagerDuty pages for it')
  await ana.clicks('Acknowledge', await ana.direct.message('[Acknowledge]'))
  await eventually(() => pagerduty.incidents[0]!.status === 'acknowledged')
  expect(pagerduty.incidents).toHaveLength(1)
})
