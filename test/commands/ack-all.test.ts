import { describe, expect, it } from 'vitest'
import { buttonsOf, createWorld, shown } from '../engine/fakes.ts'

describe('acknowledging all', () => {
  it('takes what nobody has of the system in this channel, each for itself', async () => {
    const { say, openIncident, now, applied } = createWorld()
    const [first, second, elsewhere] = [
      openIncident(),
      openIncident({ severity: 'P2' }),
      openIncident({ environment: 'staging' }),
    ]
    const over = openIncident()
    await say('resolve INC-45')
    const reply = await say('incident ack-all learnbot', { id: 'click', source: 'button' })
    expect(shown(reply)).toBe('✓ 2 incidents of LearnBot are yours.')
    expect([first, second, elsewhere, over].map(incident => now(incident).state)).toEqual([
      'acknowledged',
      'acknowledged',
      'triggered',
      'resolved',
    ])
    expect(applied.slice(-2)).toEqual([
      { type: 'acknowledge', operation: `click:${first.id}` },
      { type: 'acknowledge', operation: `click:${second.id}` },
    ])
  })

  it('in a direct message takes them wherever they live, for whoever may', async () => {
    const { say, openIncident, now } = createWorld()
    const all = [openIncident(), openIncident({ environment: 'staging' })]
    const refused = await say('incident ack-all learnbot', { channel: 'DZED', user: 'UZED' })
    expect(shown(refused)).toContain('Only LearnBot’s responders'.replace('’', "'"))
    await say('incident ack-all learnbot', { channel: 'DANA' })
    expect(all.map(incident => now(incident).state)).toEqual(['acknowledged', 'acknowledged'])
  })

  it('says how many somebody else took meanwhile', async () => {
    const { say, openIncident, faces } = createWorld()
    const [first] = [openIncident(), openIncident()]
    const { open } = faces.incidents
    faces.incidents.open = async systems => {
      const before = await open(systems)
      const ben = { via: 'slack', id: 'UBEN', name: 'Ben' } as const
      await faces.incidents.apply(first!, { type: 'acknowledge', by: ben }, 'ben-was-first')
      return before
    }
    expect(shown(await say('incident ack-all learnbot'))).toBe(
      '✓ 1 incident of LearnBot is yours. 1 went to somebody else meanwhile.',
    )
  })

  it('with nothing to take says so, and offers the list', async () => {
    const { say, openIncident } = createWorld()
    openIncident()
    await say('ack')
    const reply = await say('incident ack-all learnbot')
    expect(shown(reply)).toContain('Somebody has every open incident of LearnBot here already.')
    expect(buttonsOf(reply)).toHaveProperty('List incidents')
  })
})
