import { eventually, expect, minutes, story } from './stage.ts'

story('Dan may look and declare, and is told in words who may do the rest', async stage => {
  const { ana, dan, fire } = stage
  const page = fire()
  const card = await stage.card(page.title)
  await stage.threadOf(card).shows('Level 1 told: Ana')
  await dan.clicks('Acknowledge', card)
  await dan.alone.shows(
    "Only LearnBot's responders (@learnbot-oncall) may use incident ack.",
    '[Who is on call]',
  )
  await dan.clicks('Who is on call', await dan.alone.message('Only LearnBot'))
  await dan.alone.shows('On call for LearnBot: Ana', 'Level 2: Ben', 'Level 3: Cara', 'As PagerDuty says.')
  await dan.says('@Belay resolve', card)
  await dan.alone.shows("Only LearnBot's responders (@learnbot-oncall) may use incident resolve.")
  await dan.types('/incident show INC-1')
  await dan.alone.shows('INC-1', 'What happened', 'Level 1 told: Ana')

  // From a channel that LearnBot's file does not name, nobody may do anything with it.
  await ana.types('/incident ack INC-1', '#alerts')
  await ana.alone.shows(
    'This channel has no rights over LearnBot',
    'Ask in #learnbot-alerts, or in a direct message',
  )
  expect(page.status).toBe('triggered')
  expect(stage.channel().text()).toContain('🔴 P1 triggered')
  await ana.types('/belay audit')
  await ana.alone.shows(
    'Audit of LearnBot',
    'Ana was not allowed to use incident ack',
    'Dan was not allowed to use incident resolve',
    'Dan was not allowed to use incident ack',
  )
})

story('a button on what was shown a while ago does what it says, or says why not', async stage => {
  const { ana, ben, fire, later } = stage
  const page = fire()
  const card = await stage.card(page.title)
  await stage.threadOf(card).shows('Level 1 told: Ana')
  await stage.threadOf(card).message('level 1: nobody has it yet.', '[Acknowledge]')
  for (const person of [ana, ben]) await person.types('/incident show INC-1')
  const hers = await ana.alone.message('What happened', '[Acknowledge]')
  const his = await ben.alone.message('What happened', '[Acknowledge]')
  await ana.clicks('Acknowledge', card)
  await ana.alone.shows('INC-1 is yours.')
  await stage.channel().shows('🟠 P1 acknowledged')

  // Ben is late: [Acknowledge]
  await stage.threadOf(card).shows('✓ No longer calling for INC-1')
  await ben.clicks('Acknowledge', his)
  await ben.alone.shows('Ana has INC-1 already.', '[Take the lead]')
  await ben.clicks('Take the lead', await ben.alone.message('Ana has INC-1 already.'))
  await ben.alone.shows('You lead INC-1.')
  await stage.threadOf(card).shows('Ben leads now')

  await later(minutes)
  await ben.says('@Belay resolve', card)
  await stage.channel().shows('🟢 P1 resolved')
  await ana.clicks('Acknowledge', hers)
  await ana.alone.shows('INC-1 is resolved.', '[Reopen]')
  await ana.says('@Belay snooze 30m', card)
  await eventually(() => ana.alone.count('INC-1 is resolved.') === 2)
  expect(stage.channel().text()).toContain('🟢 P1 resolved')
})

story('what is not understood is answered with what was meant', async stage => {
  const { ana } = stage
  await ana.types('/incident ack')
  await ana.alone.shows(
    'No incident is open here. Name one, as in: /belay incident ack INC-42',
    '[List incidents]',
  )
  await ana.types('/incident ack INC-77')
  await ana.alone.shows('There is no incident INC-77.')
  await ana.types('/incident acknowlege INC-77')
  await ana.alone.shows('There is no command "incident acknowlege". Did you mean incident ack')
  await ana.types('/belay healt learnbot')
  await ana.alone.shows('Did you mean health', '[health]')
  await ana.clicks('health', await ana.alone.message('Did you mean health'))
  await ana.alone.shows('LearnBot production: ')
  await ana.types('/belay make coffee')
  await ana.alone.shows('There is no command "make coffee".', '[Show what Belay can do]')
  await ana.types('/belay')
  await ana.alone.shows('What Belay can do', '/belay help incident')
  await ana.types('/incident escalate INC-77 --levle 2')
  await ana.alone.shows('There is no incident INC-77')
  await ana.types('/health learnbot api-gatway')
  await ana.alone.shows(
    'LearnBot production has no service "api-gatway". Did you mean api-gateway?',
    '[api-gateway]',
  )

  await stage.fire('5xx rate above 10 %')
  const card = await stage.card('5xx rate')
  await stage.threadOf(card).shows('Level 1 told: Ana')
  await ana.says('@Belay snooze 30m', card)
  await ana.alone.shows('Nobody has INC-1 yet: acknowledge it first.', '[Acknowledge]')
  await ana.says('@Belay escalate 7', card)
  await ana.alone.shows('INC-1 has levels 1 to 3.')
  await ana.says('@Belay severity P9', card)
  await ana.alone.shows('"P9" does not work here: expected P1, P2, P3 or P4.')
})

story('a phone writes quotes and dashes of its own', async stage => {
  const { ana } = stage
  await ana.types('/incident declare “checkout — and search — is slow” —severity P3 —service resume-parser')
  await ana.alone.shows('INC-1 is open: P3, LearnBot resume-parser production.')
  await stage
    .channel()
    .shows('🔴 P3 triggered · LearnBot resume-parser, production', 'checkout — and search — is slow')
  const card = await stage.card('checkout')
  await stage.threadOf(card).shows('Level 1 told: Ana')
  await ana.says('@Belay resolve “it’s back — Ben’s fix”', card)
  await stage.threadOf(card).shows('Ana resolved it in Slack', 'it’s back — Ben’s fix')
})
