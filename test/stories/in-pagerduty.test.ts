import { eventually, expect, minutes, type Stage, story } from './stage.ts'

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
    await ana.direct.shows('It is yours')

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
    await stage.channel().shows('🟢 P1 resolved', 'acknowledged after', 'nobody had it at the end')
    await thread.shows('Ben resolved it in PagerDuty')

    await stage.looked()
    pagerduty.reopen(page.id, inPagerDuty)
    await stage.channel().shows('🔴 P1 triggered', 'nobody has it yet')
    await thread.shows('Ana reopened it in PagerDuty', 'Level 1 called by Ana', 'Level 1 told: Ana')
    await stage.delivered()
    // The look at what PagerDuty holds finds nothing new.
    await stage.looked()
    await thread.showsTimes(2, 'No longer calling')
    await thread.showsTimes(1, 'level 1: triggered again, nobody has it yet.')

    for (const said of [
      'acknowledged in',
      'Level 2 called',
      'P2 to P1',
      'resolved it',
      'reopened it',
      'Level 2 told',
    ])
      expect([said, thread.count(said)]).toEqual([said, 1])
    expect(stage.channel().messages()).toHaveLength(3)
    expect(stage.asked(/./)).toEqual([])
  },
)

story(
  'what is told and arranged in PagerDuty has a line in the thread, calls nobody, and is a sign of life',
  async stage => {
    const { ana, ben, cara, pagerduty, world } = stage
    const [anas, bens, caras] = (['ana', 'ben', 'cara'] as const).map(world.pagerdutyUser) as [
      string,
      string,
      string,
    ]
    const page = stage.fire('5xx rate above 10 %')
    const card = await stage.card('5xx rate above 10 %')
    const thread = stage.threadOf(card)
    await ana.clicks('Acknowledge', card)
    await stage.channel().shows('🟠 P1 acknowledged', 'Ana has it since')
    await eventually(() => page.status === 'acknowledged')
    await stage.later(53 * minutes)
    await thread.shows('Still nothing heard: goes back to triggered')

    pagerduty.publish(page.id, bens, 'A fix is on its way')
    await thread.shows('Ben published a status update in PagerDuty', 'A fix is on its way')
    await stage.channel().shows('🟠 P1 acknowledged', 'update due')
    pagerduty.addResponder(page.id, bens, caras, 'You know the cache')
    pagerduty.reply(page.id, caras, 'joined')
    pagerduty.setBridge(page.id, caras, 'https://meet.example.com/cache')
    pagerduty.moveTo(page.id, 'PTRAVEL1', bens)
    await thread.shows('Ben asked Cara to help in PagerDuty', 'You know the cache')
    await thread.shows('Cara joins, as asked in PagerDuty', 'https://meet.example.com/cache')
    await thread.shows('Ben moved it to the service', 'in PagerDuty: here it goes on as it is')
    await stage.later(20 * minutes)
    await stage.looked()
    expect(stage.channel().text()).toContain('🟠 P1 acknowledged')
    expect([thread.count('Level 1 called'), thread.count('published')]).toEqual([1, 1])
    for (const person of [ben, cara]) expect(person.direct.text()).toBe('')

    // Whoever reassigns it takes it from Ana, as in PagerDuty.
    pagerduty.reassign(page.id, [bens], anas)
    await thread.shows('Ana reassigned it in PagerDuty: Ben')
    await stage.channel().shows('🔴 P1 triggered', 'nobody has it yet')
    await stage.delivered()
    expect(stage.channel('#alerts').messages()).toEqual([])
  },
)

story('a page is moved to a service of LearnBot: it has an incident from then on', async stage => {
  const { pagerduty, world } = stage
  pagerduty.seed({ services: [{ id: 'PNOBODY', name: 'Mail', policy: 'PPLEARNBOT' }] })
  const page = pagerduty.fire({ service: 'PNOBODY', title: 'the queue is full', priority: 'P1' })
  await stage.delivered()
  pagerduty.moveTo(page.id, 'PLEARN1', world.pagerdutyUser('ben'))
  const card = await stage.card('the queue is full')
  await stage.threadOf(card).shows('Ben opened it as P1', 'Level 1 told: Ana')
})

story('PagerDuty pages by a monitor that has recovered before anybody looked', async stage => {
  const { fire, pagerduty, ana } = stage
  const page = fire('health check fails')
  await ana.direct.shows('You are on level 1')
  pagerduty.resolve(page.id)
  await stage.channel().shows('🟢 P1 resolved', 'never acknowledged', 'nobody had it')
  await stage.threadOf(await stage.card('health check fails')).shows('PagerDuty resolved it')
  await ana.direct.shows('Nothing is asked of you any more')
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

story(
  'Ben acknowledges in PagerDuty: it is Ben whom Slack asks how it stands, and to Slack it is his already',
  async stage => {
    const { ana, ben, fire, pagerduty, world, later } = stage
    const page = fire()
    const card = await stage.card(page.title)
    const thread = stage.threadOf(card)
    await thread.shows('Level 1 told: Ana')
    pagerduty.faults.fail({ how: 'down', path: /^\/users\/P0BEN$/, times: 1 })
    pagerduty.acknowledge(page.id, world.pagerdutyUser('ben'))
    await thread.shows('Ben acknowledged in PagerDuty')
    await stage.channel().shows('🟠 P1 acknowledged', 'Ben has it since')
    await eventually(() => usersAsked(stage, 'P0BEN') === 2)
    await later(30 * minutes)
    await thread.message('@Ben How does it stand?')

    // Ben: /incident ack INC-1, as the card he had in front of him offered.
    await ben.types('/incident ack INC-1')
    await ben.alone.shows('INC-1 is yours.')
    await ana.types('/incident ack INC-1')
    await ana.alone.shows('Ben has INC-1 already.', '[Take the lead]')
    await ana.clicks('Take the lead', await ana.alone.message('[Take the lead]'))
    await thread.shows('Ana leads now', '@Ben it is no longer yours.')
    await stage.channel().shows('Ana has it since')
    expect(usersAsked(stage, 'P0BEN')).toBe(2)
    expect(stage.asked(/acknowledged/)).toEqual([])
  },
)

story('somebody acknowledges in PagerDuty whom Slack does not know: they stay a name', async stage => {
  const { fire, pagerduty, later } = stage
  pagerduty.seed({ users: [{ id: 'PZOE', name: 'Zoe', email: 'zoe@elsewhere.example.com' }] })
  const page = fire()
  const thread = stage.threadOf(await stage.card(page.title))
  await thread.shows('Level 1 told: Ana')
  pagerduty.acknowledge(page.id, 'PZOE')
  await stage.channel().shows('🟠 P1 acknowledged', 'Zoe has it since')
  await eventually(() => usersAsked(stage, 'PZOE') === 1)
  await later(30 * minutes)
  await thread.shows('Nothing heard for 30 min')
  expect(thread.text()).not.toContain('@Zoe')
  await stage.looked()
  expect(usersAsked(stage, 'PZOE')).toBe(1)
})

/** A page under a policy of these people, level by level. */
async function pagedUnder(stage: Stage, levels: string[][]) {
  const { pagerduty, fire } = stage
  const steps = levels.map(users => ({ users, delayMs: 30 * minutes }))
  pagerduty.seed({ policies: [{ id: 'PSMALL', name: 'A small team', levels: steps }] })
  const page = Object.assign(fire(), { policy: 'PSMALL' })
  const thread = stage.threadOf(await stage.card(page.title))
  await thread.shows('Level 1 told: Ana')
  return { page, thread }
}

story(
  'Ana is on the first two levels of PagerDuty, and it climbs: it is shown, and not asked for twice',
  async stage => {
    const { ben, cara, pagerduty, later } = stage
    const { page, thread } = await pagedUnder(stage, [['P0ANA'], ['P0ANA'], ['P0CARA']])
    pagerduty.escalate(page.id)
    await thread.shows('Level 2 called by PagerDuty')
    await ben.direct.shows('You are on level 2')
    await later(29 * minutes)
    expect(page.level).toBe(2)
    await later(2 * minutes)
    await cara.direct.shows('You are on level 3')
    await eventually(() => page.level === 3)
    expect(stage.asked(/escalation_level/)).toHaveLength(1)
  },
)

story(
  'Ana is on the last level of PagerDuty too, and it is there: nobody asks it to go back',
  async stage => {
    const { pagerduty, later } = stage
    const { page, thread } = await pagedUnder(stage, [['P0ANA'], ['P0BEN'], ['P0ANA']])
    pagerduty.escalate(page.id)
    await thread.shows('Level 2 called by PagerDuty')
    pagerduty.escalate(page.id)
    await thread.shows('Level 3 called by PagerDuty')
    await later(61 * minutes)
    await stage.looked()
    expect([page.level, stage.asked(/escalation_level/)]).toEqual([3, []])
  },
)

story('PagerDuty has fewer levels than the ladder: it is asked for none that it has not', async stage => {
  const { ben, cara, later } = stage
  const { page, thread } = await pagedUnder(stage, [['P0ANA'], ['P0BEN']])
  await later(15 * minutes)
  await ben.direct.shows('You are on level 2')
  await eventually(() => page.level === 2)
  await later(30 * minutes)
  await cara.direct.shows('You are on level 3')
  await stage.looked()
  expect([page.level, stage.asked(/escalation_level/).length]).toEqual([2, 1])
  expect(thread.text()).not.toContain('in PagerDuty. ')
})

/** How often PagerDuty was asked who one of its people is. */
const usersAsked = ({ pagerduty }: Stage, id: string) =>
  pagerduty.received.filter(({ path }) => path === `/users/${id}`).length
