import { expect, story } from './stage.ts'

story('declare without a word opens a form, which says what is missing', async stage => {
  const { ana, slack } = stage
  await ana.types('/incident declare')
  const form = await ana.form()
  expect([form.title, form.submit]).toEqual(['Declare an incident', 'Declare'])
  expect(form.plain).toContain('What is wrong?')
  expect(await ana.submits({ severity: 'P2' })).toMatchObject({
    ok: false,
    errors: { title: 'Please complete this required field.' },
  })
  // Spaces are a title to Slack, but not to Belay.
  expect(await ana.submits({ title: '   ', severity: 'P2', environment: 'production' })).toMatchObject({
    ok: false,
    errors: { title: 'Only spaces are in it: write some words.' },
  })
  const given = { title: 'courses do not load', severity: 'P2' }
  expect(await ana.submits({ ...given, environment: 'staging', service: 'resume-parser' })).toMatchObject({
    ok: false,
    errors: { service: expect.stringContaining('LearnBot staging has no service "resume-parser"') },
  })
  expect(
    await ana.submits({
      title: 'courses do not load',
      severity: 'P2',
      environment: 'production',
      service: 'learning-resources',
    }),
  ).toEqual({ ok: true })
  expect(slack.views('Ana')).toEqual([])
  await ana.alone.shows('INC-1 is open: P2, LearnBot learning-resources production.')
  await stage
    .channel()
    .shows('🔴 P2 triggered · LearnBot learning-resources, production', 'courses do not load')
})

story('the shortcut on a message takes the message along', async stage => {
  const { dan, ana } = stage
  const { ts } = await dan.says('login fails for https://learnbot.example.com & @Ana saw it too')
  await ana.declaresFrom(ts)
  const form = await ana.form()
  const title = form.view.blocks.find(({ block_id }) => block_id === 'title')
  expect(JSON.stringify(title)).toContain('login fails for https://learnbot.example.com & @')
  expect(await ana.submits({ severity: 'P3', environment: 'production' })).toEqual({ ok: true })
  await stage.channel().shows('🔴 P3 triggered', 'login fails for https://learnbot.example.com & @')
  const card = await stage.card('P3 triggered')
  expect(card.plain).toContain('Message')
  expect(JSON.stringify(card.blocks)).toContain(`/archives/${card.channel}/p${ts.replace('.', '')}"`)
})

story('what somebody said in the thread is kept in the timeline, with their name', async stage => {
  const { ana, ben, dan, fire } = stage
  const card = await stage.card(fire().title)
  const thread = stage.threadOf(card)
  const { ts } = await ben.says('the pool is full & <@UANA> knows', card)
  await ana.addsToTimeline(ts)
  await ana.alone.shows('Noted in INC-1.')
  await thread.shows('Ana noted in Slack', '> Ben: the pool is full & @')
  await ben.addsToTimeline(ts)
  await thread.showsTimes(1, 'Ben noted in Slack')
  expect(thread.count('> Ben: ')).toBe(1)
  await dan.addsToTimeline(ts)
  await dan.alone.shows("Only LearnBot's responders")
})

story('somebody has it: Escalate asks whom to tell, and hands it on', async stage => {
  const { ana, ben, fire } = stage
  const page = fire()
  const card = await stage.card(page.title)
  await stage.threadOf(card).shows('Level 1 told: Ana')
  await ana.clicks('Acknowledge', card)
  await stage.channel().shows('🟠 P1 acknowledged')
  await ana.chooses('Escalate …', '⋯', await stage.card('P1 acknowledged'))
  const form = await ana.form()
  expect(form.plain).toContain('It goes back to triggered: Ana no longer has it.')
  expect(await ana.submits({ level: 'Level 2: @learnbot-leads' })).toEqual({ ok: true })
  await ana.alone.shows('INC-1 is at level 2: @learnbot-leads told now.')
  await ben.direct.shows('P1 triggered', 'You are on level 2')
  await ben.clicks('Acknowledge', await ben.direct.message('[Acknowledge]'))
  await stage.channel().shows('🟠 P1 acknowledged', 'Ben has it since')

  // Ben hands over to Cara.
  await ben.chooses('Hand over', '⋯', await stage.card('Ben has it'))
  expect((await ben.form()).title).toBe('Lead of INC-1')
  expect(await ben.submits({ person: 'Cara' })).toEqual({ ok: true })
  await ben.alone.shows('Cara leads INC-1.')
  await stage.channel().shows('Cara has it since')
})
