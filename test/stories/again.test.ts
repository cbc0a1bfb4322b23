import { eventually, expect, hours, minutes, story } from './stage.ts'

story('the monitor flaps: within ten minutes it is the same incident, later another one', async stage => {
  const { ana, fire, later, pagerduty } = stage
  const page = fire('health check fails')
  const card = await stage.card('health check fails')
  const thread = stage.threadOf(card)
  await thread.shows('Level 1 told: Ana')
  await later(2 * minutes)
  pagerduty.resolve(page.id)
  await stage.channel().shows('🟢 P1 resolved')

  await later(9 * minutes)
  fire('health check fails')
  await stage.channel().shows('🔴 P1 triggered · LearnBot production · INC-1', 'nobody has it yet')
  await thread.shows('It alerted again: reopened', 'Level 1 called by PagerDuty', 'Level 1 told: Ana')
  await ana.direct.showsTimes(1, '[Acknowledge]')
  // The card may be far up: what calls people anew stands at the end of the channel too.
  await stage.channel().shows('INC-1', '@learnbot-oncall level 1: triggered again, nobody has it yet.')
  expect(stage.channel().messages()).toHaveLength(2)

  // Ana's answer belongs to the page that rings now.
  await ana.clicks('Acknowledge', await ana.direct.message('[Acknowledge]'))
  await eventually(() => pagerduty.incidents[1]!.status === 'acknowledged')
  expect(page.status).toBe('resolved')
  await ana.says('@Belay resolve', card)
  await eventually(() => pagerduty.incidents[1]!.status === 'resolved')
  await stage.delivered()

  await later(11 * minutes)
  fire('health check fails')
  // Numbers that were drawn for the alert which was the same again stay unused.
  await eventually(() =>
    stage
      .channel()
      .messages()
      .some(({ plain }) => /P1 triggered .* INC-[3-9]\b/.test(plain)),
  )
  await stage.channel().shows('🟢 P1 resolved · LearnBot production · INC-1', '🔴 P1 triggered')
  expect(stage.channel().messages()).toHaveLength(3)
})

story('two alerts, one outage: Ana merges them', async stage => {
  const { ana, ben, fire, later, pagerduty } = stage
  const first = fire('5xx rate above 10 %')
  const one = await stage.card('5xx rate above 10 %')
  const second = fire('connections to the database above 90 %')
  const two = await stage.card('connections to the database')
  await stage.threadOf(two).shows('Level 1 told: Ana')
  await ana.says('@Belay restart api-gateway --confirm deploy', two)
  await stage.channel().shows('connections to the database', '🟡 waits for approval until')
  await ana.direct.showsTimes(2, '[Acknowledge]')

  // Ana: ⋯ Merge into …
  await ana.chooses('Merge into …', '⋯', two)
  const form = await ana.form()
  expect(form.title).toBe('Merge INC-2')
  expect(form.plain).toContain('Carry on in')
  expect(await ana.submits({ into: 'INC-1 5xx rate above 10 %' })).toEqual({ ok: true })
  await ana.alone.shows('INC-2 is merged into INC-1: carry on there.', '[Show INC-1]')
  await stage
    .channel()
    .shows('INC-1', 'With it: INC-2', '🟢 P1 resolved', 'Merged into INC-1: carry on there', '[Show INC-1]')
  await stage
    .threadOf(one)
    .shows('INC-2 was merged into this by Ana in Slack: connections to the database above 90 %')
  await stage.threadOf(two).shows('Ana merged it into INC-1 in Slack: carry on there')
  // What waits for a yes goes along, and what becomes of it is told where they carry on.
  await stage.channel().shows('5xx rate', '🟡 waits for approval until', 'connections to the database')
  await stage.channel().showsTimes(1, '🟡 waits for approval until')
  await ben.clicks('Decline', await stage.threadOf(two).message('waits for approval: restart', '[Decline]'))
  await ben.form()
  await ben.submits({ text: 'it is the pool' })
  await stage.threadOf(one).shows('Ben declined')
  await stage.channel().showsTimes(0, '🟡 waits for approval until')
  await eventually(() => second.status === 'resolved')
  expect(first.status).toBe('triggered')

  // What PagerDuty still says of the merged one goes where it went.
  pagerduty.note(second.id, stage.world.pagerdutyUser('ben'), 'The pool is empty.')
  pagerduty.publish(second.id, stage.world.pagerdutyUser('ben'), 'Carried on elsewhere.')
  await stage.threadOf(one).shows('Ben noted in PagerDuty', 'The pool is empty.')
  await stage.threadOf(one).shows('Ben published a status update in PagerDuty', 'Carried on elsewhere.')
  await stage.looked()
  expect(stage.channel().text()).toContain('🔴 P1 triggered')

  // Ana: @belay ack, in the thread of the one that is over.
  await ana.says('@Belay ack', two)
  await ana.alone.shows('INC-2 was merged into INC-1: carry on there.')
  await later(15 * minutes)
  await ben.direct.shows('5xx rate above 10 %', 'You are on level 2')
  expect(ben.direct.messages().filter(({ plain }) => plain.includes('level 2'))).toHaveLength(1)
})

story('resolved too soon: Ana opens it again with the button, and PagerDuty pages anew', async stage => {
  const { ana, fire, later, pagerduty } = stage
  const page = fire()
  const card = await stage.card(page.title)
  const thread = stage.threadOf(card)
  await thread.shows('Level 1 told: Ana')
  await ana.says('@Belay resolve "it went away"', card)
  await eventually(() => page.status === 'resolved')
  await stage.channel().shows('🟢 P1 resolved', 'never acknowledged', '[Post-mortem] [Reopen]')
  await stage.delivered()
  await later(hours)

  await ana.clicks('Reopen', card)
  await ana.alone.shows('INC-1 is open again, and level 1 is told.', '[Acknowledge]')
  await stage.channel().shows('🔴 P1 triggered', 'nobody has it yet')
  await thread.shows('Ana reopened it in Slack', 'Level 1 told: Ana')
  await eventually(() => page.status === 'triggered')
  await stage.delivered()
  await stage.looked()
  expect(pagerduty.incidents).toHaveLength(1)
  expect(stage.asked(/"triggered"/)).toHaveLength(1)
  expect(thread.count('reopened it')).toBe(1)
  const again = await stage.channel().message('level 1: triggered again, nobody has it yet.', '[Acknowledge]')
  expect(again.thread).toBe(card.ts)
  expect(stage.channel().messages()).toHaveLength(2)

  // Ana: [Acknowledge], on what only she sees
  await ana.clicks('Acknowledge', await ana.alone.message('[Acknowledge]'))
  await stage.channel().shows('🟠 P1 acknowledged', 'Ana has it since', 'No longer calling for INC-1')
  await eventually(() => page.status === 'acknowledged')
})

story('how bad it is says when the next level is told: the card moves the time with it', async stage => {
  const { ana, ben, fire, later } = stage
  const page = fire('search is slow', { priority: 'P3' })
  const card = await stage.card(page.title)
  await stage.threadOf(card).shows('Level 1 told: Ana')
  const toldAt = () => /@learnbot-leads will be told at (\d\d):(\d\d)/.exec(stage.channel().text())
  const inFourHours = await eventually(toldAt)

  await ana.chooses('P2', 'Severity', card)
  await stage.channel().shows('🔴 P2 triggered')
  const inOneHour = await eventually(() => {
    const told = toldAt()
    return told?.[0] !== inFourHours[0] && told
  })
  // An hour instead of four, on the clock's face.
  expect((Number(inFourHours[1]) - Number(inOneHour[1]) + 24) % 24).toBe(3)
  expect(inOneHour[2]).toBe(inFourHours[2])

  await later(59 * minutes)
  await stage.looked()
  await ben.direct.shows('P2 triggered', 'You are on level 2')
  expect(stage.cara.direct.text()).toBe('')
})

story(
  'a P1 that nobody has goes into a P4 that Ana has: Ana hears of it, and the P4 is a P1',
  async stage => {
    const { ana, ben, fire } = stage
    fire('disk 80 % full', { priority: 'P4' })
    const minor = await stage.card('disk 80 % full')
    await ana.clicks('Acknowledge', minor)
    await stage.channel().shows('acknowledged')
    fire('checkout is down', { priority: 'P1' })
    const major = await stage.card('checkout is down')
    await ben.says('@Belay merge INC-2 INC-1', major)
    await stage
      .threadOf(minor)
      .shows(
        'INC-2 was merged into this by Ben',
        'P1 in Slack',
        '@Ana Nobody had INC-2: whoever leads this has both now.',
      )
    await stage.channel().shows('🟠 P1 acknowledged', 'INC-1')
  },
)
