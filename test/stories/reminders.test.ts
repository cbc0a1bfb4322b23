import { eventually, expect, hours, minutes, type Stage, story } from './stage.ts'

/** Ana has a P1, which asks for an update every half hour. */
async function taken(stage: Stage) {
  const { ana, fire } = stage
  const page = fire()
  const card = await stage.card(page.title)
  await stage.threadOf(card).shows('Level 1 told: Ana')
  await ana.clicks('Acknowledge', card)
  await stage.channel().shows('🟠 P1 acknowledged', 'update due')
  await stage.threadOf(card).shows('Ana acknowledged in Slack')
  await eventually(() => page.status === 'acknowledged')
  return { page, card, thread: stage.threadOf(card) }
}

const due = 'an update is due'

story('half an hour without a word: Belay asks Ana, and she posts an update', async stage => {
  const { ana, later } = stage
  const { thread } = await taken(stage)
  await later(30 * minutes)
  const reminder = await thread.message('@Ana How does it stand?')
  expect(reminder.plain).toContain('Nothing heard for 30 min: an update is due')
  expect(reminder.buttons).toEqual(['Post update', 'Snooze 30 min', 'Stop reminders'])
  await stage.channel().shows('update overdue, reminder again at')

  // Ana: [Post update]
  await ana.clicks('Post update', reminder)
  const form = await ana.form()
  expect([form.title, form.submit]).toEqual(['Update · INC-1', 'Post'])
  expect(await ana.submits({ text: '' })).toEqual({
    ok: false,
    errors: { text: 'Please complete this required field.' },
  })
  expect(await ana.submits({ text: 'Half of the traffic is back; the rest at 3.' })).toEqual({ ok: true })
  await thread.shows('Update by Ana', 'Half of the traffic is back; the rest at 3.')
  await ana.alone.shows('Your update stands in INC-1. Next update due')
  await stage.channel().shows('🟠 P1 acknowledged', 'update due')
  await eventually(() => stage.pagerduty.incidents[0]!.notes.length === 1)
})

story('an update in time: nobody is asked before the next half hour', async stage => {
  const { ana, later } = stage
  const { card, thread } = await taken(stage)
  await later(25 * minutes)
  await ana.says('@Belay update the failover runs', card)
  await thread.shows('Update by Ana', 'the failover runs')
  await later(20 * minutes)
  await stage.looked()
  expect(thread.count(due)).toBe(0)
  await later(10 * minutes)
  await thread.showsTimes(1, due)
})

story('merely looking at it is a sign of life too', async stage => {
  const { ana, dan, later } = stage
  const { card, thread } = await taken(stage)
  await later(25 * minutes)
  await ana.says('@Belay show', card)
  await ana.alone.shows('What happened')
  await later(20 * minutes)
  // Dan's curiosity says nothing about who works on it.
  await dan.says('@Belay show', card)
  await dan.alone.shows('What happened')
  await stage.looked()
  expect(thread.count(due)).toBe(0)
  await later(10 * minutes)
  await thread.showsTimes(1, due)
})

story('snoozed, then stopped: Belay is quiet, and nothing goes back by itself', async stage => {
  const { ana, later } = stage
  const { thread } = await taken(stage)
  await later(30 * minutes)
  await ana.clicks('Snooze 30 min', await thread.message('@Ana How does it stand?'))
  await ana.alone.shows('No reminders of INC-1 until', '[Stop reminders]')
  await thread.shows('Ana snoozed the reminders until')
  await stage.channel().shows('reminders snoozed until')
  await later(20 * minutes)
  await stage.looked()
  expect(thread.count(due)).toBe(1)
  await later(10 * minutes)
  await thread.showsTimes(2, due)

  // Ana: [Stop reminders]
  await ana.clicks('Stop reminders', await thread.message('@Ana How does it stand?'))
  await ana.alone.shows('No more reminders of INC-1, and it does not go back to triggered by itself.')
  await thread.shows('Ana stopped the reminders')
  await stage.channel().shows('Ana has it since', 'reminders off')
  await later(6 * hours)
  await stage.looked()
  expect(thread.count(due)).toBe(2)
  expect(stage.channel().text()).toContain('🟠 P1 acknowledged')
})

story('no sign of life for two intervals: a warning, and then somebody is told again', async stage => {
  const { ana, ben, later, pagerduty } = stage
  const { page, thread } = await taken(stage)
  await later(30 * minutes)
  await thread.showsTimes(1, due)
  await later(23 * minutes)
  await thread.shows(
    'Still nothing heard: goes back to triggered at',
    '[Post update] [Snooze 30 min] [Stop reminders]',
  )
  await stage.channel().shows('goes back to triggered at')

  await later(8 * minutes)
  await thread.shows('back to triggered', 'Level 1 called: @learnbot-oncall', 'Level 1 told: Ana')
  await stage.channel().shows('🔴 P1 triggered', 'nobody has it yet')
  await ana.direct.showsTimes(1, '[Acknowledge]')
  await eventually(() => page.status === 'triggered')
  await later(15 * minutes)
  await ben.direct.shows('You are on level 2')
  expect(pagerduty.incidents).toHaveLength(1)
})

story('after the warning one word keeps it: a note in PagerDuty counts', async stage => {
  const { later, pagerduty, world } = stage
  const { page, thread } = await taken(stage)
  await later(53 * minutes)
  await thread.shows('Still nothing heard')
  pagerduty.note(page.id, world.pagerdutyUser('ana'), 'waiting for the restore')
  await thread.shows('Ana noted in PagerDuty', 'waiting for the restore')
  await stage.channel().shows('🟠 P1 acknowledged', 'update due')
  await later(20 * minutes)
  await stage.looked()
  expect(stage.channel().text()).toContain('🟠 P1 acknowledged')
  expect(thread.count('Level 1 called')).toBe(1)
})
