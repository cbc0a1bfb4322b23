import { expect, type Stage, story } from './stage.ts'

const channel = '#travellr-alerts'

async function down(stage: Stage) {
  const { ana } = stage
  await ana.types('/incident declare "search answers with another one\'s trips" --severity P1', channel)
  const card = await stage.card('another one', channel)
  return { card, thread: stage.threadOf(card) }
}

story('levels for different kinds of trouble: Escalate asks which, with what each is for', async stage => {
  const { ana } = stage
  const { card, thread } = await down(stage)
  await ana.clicks('Escalate', card)
  const { title, view } = await ana.form()
  expect(title).toBe('Escalate INC-1')
  const asked = JSON.stringify(view.blocks)
  for (const kind of ['restarts, cache, logs', 'code, database, performance', 'major, security, data'])
    expect(asked).toContain(`for ${kind}`)

  // Security: not the next level, but the third.
  expect(await ana.submits({ level: '3' })).toEqual({ ok: true })
  await thread.shows('Level 3 called by Ana: @travellr-senior-engineering')
  expect(thread.count('Level 2 called')).toBe(0)
})

story('whoever has taken it while the form was open keeps it', async stage => {
  const { ana, ben } = stage
  const { card, thread } = await down(stage)
  await ana.clicks('Escalate', card)
  await ana.form()
  await ben.clicks('Acknowledge', card)
  await thread.shows('Ben acknowledged')
  await ana.submits({ level: '2' })
  await ana.alone.shows('Ben has INC-1 by now')
  expect(thread.count('Level 2 called')).toBe(0)
})
