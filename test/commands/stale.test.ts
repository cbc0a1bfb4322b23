import { describe, expect, it } from 'vitest'
import { direct } from '../../blocks/page.ts'
import type { State } from '../../src/domain/incident.ts'
import { told } from './person.ts'
import { stageFor } from './stage.ts'

const stage = stageFor()

/** How an incident comes from one state into the others, by what Ana says in its thread. */
const ways: Record<State, Partial<Record<State, string[]>>> = {
  triggered: { acknowledged: ['ack'], mitigated: ['ack', 'mitigate'], resolved: ['resolve'] },
  acknowledged: { triggered: ['escalate 2'], mitigated: ['mitigate'], resolved: ['resolve'] },
  mitigated: { triggered: ['escalate 2'], acknowledged: ['reopen'], resolved: ['resolve'] },
  resolved: {
    triggered: ['reopen'],
    acknowledged: ['reopen', 'ack'],
    mitigated: ['reopen', 'ack', 'mitigate'],
  },
}
const pairs = Object.entries(ways).flatMap(([was, more]) => Object.keys(more).map(is => [was, is] as const))

/** All that a button may do, in whatever state it is clicked. The others ask, or show something. */
const does: Record<string, string[]> = {
  Acknowledge: ['acknowledged'],
  Escalate: ['level'],
  Resolve: ['resolved'],
  Mitigated: ['mitigated'],
  'Not mitigated': ['unmitigated'],
  Reopen: ['reopened', 'level'],
  'Hand over': ['lead'],
  P2: ['severity'],
  P4: ['severity'],
}

describe('the buttons of a card do what they say, or nothing', () => {
  it.each(pairs)('seen %s, clicked when it is %s', async (was, is) => {
    const first = await stage()
    const seen = await first.page()
    const before = was === 'triggered' ? [] : ways.triggered[was as State]!
    for (const line of before) await first.ana.says(line, await first.below(seen))

    for (const label of Object.keys((await first.card(seen)).buttons)) {
      const { ana, ben, page, below, card, now, happened } = await stage()
      const [incident] = [await page(), await page()]
      const here = await below(incident)
      for (const line of before) await ana.says(line, here)
      const stale = await card(incident)
      for (const line of ways[was as State][is as State]!) await ana.says(line, here)
      expect((await now(incident)).state).toBe(is)

      const so = await happened(incident)
      const { text, buttons, form, file } = await ben.clicks(label, stale)
      const done = (await happened(incident)).slice(so.length)
      if (done.length > 0) expect([label, text, done]).toEqual([label, text, does[label]])
      // Whatever is refused has something to go on with.
      else if (!form && !file) expect([label, text, Object.keys(buttons)]).not.toEqual([label, text, []])
    }
  })
})

it('what was mitigated and is over by now is not opened again by "Not mitigated"', async () => {
  const { ana, ben, page, below, card, now } = await stage()
  const incident = await page()
  const here = await below(incident)
  await ana.says('mitigate', here)
  const stale = await card(incident)
  await ana.says('resolve', here)
  const refused = await ben.clicks('Not mitigated', stale)
  expect(refused.text).toBe('INC-1 is resolved by now.')
  expect((await now(incident)).state).toBe('resolved')
  expect((await ben.clicks('Reopen', refused)).text).toContain('✓ INC-1 is open again')
})

it('"Escalate" tells the level that it said: a page that was overtaken tells nobody further', async () => {
  const { ana, ben, page, now } = await stage()
  const incident = await page()
  const hers = told(direct(incident, 1), { channel: 'D-UANA' })
  await ben.types('/incident escalate INC-1')
  const refused = await ana.clicks('Escalate', hers)
  expect(refused.text).toBe('Ben has just called level 2 of INC-1.')
  expect(Object.keys(refused.buttons)).toEqual(['Show INC-1'])
  expect((await now(incident)).level).toBe(2)
})

it('two who escalate at once tell one level', async () => {
  const { ana, ben, page, card, now, happened } = await stage()
  const incident = await page()
  const seen = await card(incident)
  const texts = await Promise.all([ana.clicks('Escalate', seen), ben.clicks('Escalate', seen)])
  expect(texts.map(({ text }) => text).sort()).toEqual([
    expect.stringMatching(/^(Ana|Ben) has just called level 2 of INC-1\.$/),
    '✓ INC-1 is at level 2: @learnbot-leads told now.',
  ])
  expect((await now(incident)).level).toBe(2)
  expect(await happened(incident)).toEqual(['opened', 'level', 'level'])
})

it('"Escalate …" asks, also when nobody has it any more', async () => {
  const { ana, ben, page, below, card, now } = await stage()
  const incident = await page()
  const here = await below(incident)
  await ana.says('ack', here)
  const stale = await card(incident)
  await ana.says('escalate 2', here)
  expect((await ben.clicks('Escalate …', stale)).form?.asks).toEqual(['level'])
  expect((await now(incident)).level).toBe(2)
})
