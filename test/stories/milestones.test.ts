import { eventually, expect, minutes, type Stage, story } from './stage.ts'

const channel = '#alerts'

async function slow(stage: Stage) {
  const { ana } = stage
  await ana.types('/incident declare "chat answers after a minute" --severity P2 --system travelbot', channel)
  const card = await stage.card('chat answers after a minute', channel)
  const thread = stage.threadOf(card)
  await thread.shows('declared it as P2', '[Milestones …]')
  return { card, thread }
}

story(
  '5, 15 and 30 minutes: each is on the card, told when it is due, and ticked by whoever did it',
  async stage => {
    const { ana, later } = stage
    const { card, thread } = await slow(stage)
    const place = stage.channel(channel)
    await place.message('chat answers', 'Immediate Response by ', '· Investigation by ', '· Resolution by ')
    await ana.clicks('Acknowledge', card)
    await later(5 * minutes)
    const first = await thread.message(
      'Due by now: Immediate Response',
      'Check AWS console for service status',
    )
    expect(first.plain).toContain('@Ana Is it done?')
    await ana.clicks('Done: Immediate Response', first)
    await thread.shows('Ana: Immediate Response is done')
    await place.message('chat answers', '✓ Immediate Response', '· Investigation by ')

    // Done before anybody asks.
    await ana.clicks('Milestones …', await thread.message('[Milestones …]'))
    expect((await ana.form()).title).toBe('Milestones · INC-1')
    await ana.submits({ milestone: '2' })
    await thread.shows('Ana: Investigation is done')
    await later(10 * minutes)
    await stage.looked()
    expect(thread.count('Due by now: Investigation')).toBe(0)

    // Mitigating is what the third asks for.
    await ana.chooses('Mitigated', '⋯', card)
    await place.message('chat answers', '✓ Resolution')
    await later(20 * minutes)
    await stage.looked()
    expect(thread.count('Due by now: Resolution')).toBe(0)
  },
)

story('a P1 to be acknowledged within 5 minutes, a P2 within 15: by its severity, and once', async stage => {
  const { ana, later } = stage
  const alerts = '#flight-alerts'
  await ana.types('/incident declare "no weather" --severity P2', alerts)
  const card = await stage.card('no weather', alerts)
  const thread = stage.threadOf(card)
  await later(6 * minutes)
  await stage.looked()
  expect(thread.count('Due by now')).toBe(0)
  await ana.types('/incident severity INC-1 P1', alerts)
  await thread.shows('Due by now: Acknowledge alarm')
  await ana.clicks('Acknowledge', card)
  await eventually(() => stage.channel(alerts).text().includes('✓ Acknowledge alarm'))
  await later(20 * minutes)
  await stage.looked()
  expect(thread.count('Due by now: Acknowledge alarm')).toBe(1)
})
