import { eventually, expect, minutes, story } from './stage.ts'

story(
  'acknowledged, escalated, re-prioritised, resolved and reopened in PagerDuty: Slack shows each once',
  async stage => {
    const { ana, ben, fire, pagerduty, world } = stage
    const [inPagerDuty, bens] = [world.pagerdutyUser('ana'), world.pagerdutyUser('ben')]
    const page = fire('5xx rate above 10 %', { priority: 'P2' })
    const card = await stage.card('5xx rate above 10 %')
    const thread = stage.threadOf(card)
    await stage.channel().shows('🔴 P2 triggered · LearnBot production · INC-1')
    await thread.shows('Level 1 told: Ana')

    await stage.looked()
    pagerduty.acknowledge(page.id, inPagerDuty)
    await stage.channel().shows('🟠 P2 acknowledged', 'Ana has it since')
    await thread.shows('Ana acknowledged in PagerDuty')
    await ana.direct.shows('This page is over')

    await stage.looked()
    pagerduty.escalate(page.id, inPagerDuty, 2)
    await stage.channel().shows('🔴 P2 triggered', 'nobody has it yet')
    await thread.shows('Level 2 called by Ana')
    await ben.direct.shows('P2 triggered', 'You are on level 2')

    await stage.looked()
    pagerduty.setPriority(page.id, 'P1', bens)
    await stage.channel().shows('🔴 P1 triggered')
    await thread.shows('Ben changed P2 to P1 in PagerDuty')

    await stage.looked()
    pagerduty.resolve(page.id, bens)
    await stage.channel().shows('🟢 P1 resolved', 'min, never acknowledged')
    await thread.shows('Ben resolved it in PagerDuty')

    await stage.looked()
    pagerduty.reopen(page.id, inPagerDuty)
    await stage.channel().shows('🔴 P1 triggered', 'nobody has it yet')
    await thread.shows('Ana reopened it in PagerDuty', 'Level 1 called by Ana', 'Level 1 told: Ana')
    await stage.delivered()
    // The look at what PagerDuty holds finds nothing new.
    await stage.looked()
    await thread.showsTimes(2, 'This level is not asked any more')
    await thread.showsTimes(1, 'level 1: nobody has it yet.')

    for (const said of [
      'acknowledged in',
      'Level 2 called',
      'P2 to P1',
      'resolved it',
      'reopened it',
      'Level 2 told',
    ])
      expect([said, thread.count(said)]).toEqual([said, 1])
    expect(stage.channel().messages()).toHaveLength(1)
    expect(stage.asked(/./)).toEqual([])
  },
)

story('PagerDuty pages by a monitor that has recovered before anybody looked', async stage => {
  const { fire, pagerduty, ana } = stage
  const page = fire('health check fails')
  await ana.direct.shows('You are on level 1')
  pagerduty.resolve(page.id)
  await stage.channel().shows('🟢 P1 resolved', 'never acknowledged', 'nobody had it')
  await stage.threadOf(await stage.card('health check fails')).shows('PagerDuty resolved it')
  await ana.direct.shows('This page is over')
})

story('what somebody has is given back in PagerDuty: the ladder begins anew', async stage => {
  const { fire, pagerduty, ana, ben, later } = stage
  const page = fire()
  const thread = stage.threadOf(await stage.card(page.title))
  await thread.shows('Level 1 told: Ana')
  await ana.clicks('Acknowledge', await ana.direct.message('[Acknowledge]'))
  await eventually(() => pagerduty.incidents[0]!.status === 'acknowledged')
  await stage.delivered()
  await later(minutes)
  pagerduty.unacknowledge(page.id)
  await thread.shows('PagerDuty gave it back: nobody has it now', 'Level 1 told: Ana')
  await ana.direct.showsTimes(1, 'You are on level 1')
  await later(15 * minutes)
  await ben.direct.shows('You are on level 2')
})
