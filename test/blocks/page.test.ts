import { describe, expect, it } from 'vitest'
import { answered, direct, mention, overtaken } from '../../blocks/page.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { faults, live } from './check.ts'
import { clicks, confirms, linked, reads } from './reading.ts'
import { acknowledged, ben, mitigated, resolved, triggered } from './sample.ts'

const thread = 'https://learnbot.slack.com/archives/C1/p171'

describe('the mention of a level', () => {
  const message = mention(triggered(), { level: 2, groups: ['S0LEADS'], users: ['U0CARA'] }, 'LearnBot')

  it('pings its groups and people, and nobody else', () => {
    expect(reads(message)).toBe('<!subteam^S0LEADS> <@U0CARA> level 2: nobody has it yet.')
    expect(new Set(live(message))).toEqual(new Set(['<!subteam^S0LEADS>', '<@U0CARA>']))
    expect(faults(message)).toEqual([])
  })

  it('is pushed with how bad, what and where before whom it pings', () => {
    expect(message.text).toMatch(
      /^🔴 P1 triggered · LearnBot api-gateway, production · p99 latency above 3 s · <!sub/,
    )
  })

  it('can be answered at once', () => {
    expect(clicks(message)).toEqual({
      Acknowledge: 'incident ack k3jd8w2m5x7q',
      Escalate: 'incident escalate k3jd8w2m5x7q --from 1',
    })
  })

  it('shows as text what is no Slack id', () => {
    const odd = mention(triggered(), { level: 1, groups: ['@leads'], users: ['!channel'] })
    expect(live(odd)).toEqual([])
  })
})

describe('the mention once somebody has it', () => {
  it('says that it is over, pings nobody and asks for nothing', () => {
    const message = answered(acknowledged())
    expect(reads(message)).toBe('✓ No longer calling for INC-42')
    expect(live(message)).toEqual([])
    expect(clicks(message)).toEqual({})
  })
})

describe('the direct message to somebody of a level', () => {
  const message = direct(triggered(), 1, thread)

  it('says what is wrong, that nobody has it, and who is next', () => {
    expect(reads(message)).toBe(
      [
        '🔴 P1 triggered · learnbot api-gateway, production · INC-42',
        'p99 latency above 3 s',
        'Since 02:14 · nobody has it yet · @learnbot-leads will be told at 02:29',
        'You are on level 1 · Open the thread',
      ].join('\n'),
    )
    expect(linked(message)).toEqual({ 'Open the thread': thread })
  })

  it('acknowledges or escalates from where one is', () => {
    expect(clicks(message)).toEqual({
      Acknowledge: 'incident ack k3jd8w2m5x7q',
      Escalate: 'incident escalate k3jd8w2m5x7q --from 1',
    })
    expect(confirms(message, 'Escalate')).toBe('Level 2 is told now instead of later: @learnbot-leads.')
  })

  it('goes out without a thread when there is none yet', () => {
    expect(reads(direct(triggered(), 1))).toMatch(/You are on level 1$/)
  })
})

describe('a direct message that was overtaken', () => {
  it('says that it is over, where to see how it stands, and asks for nothing more', () => {
    const message = overtaken(acknowledged(), 'U0BEN', thread)
    expect(reads(message)).toBe(
      [
        '✓ learnbot api-gateway, production · INC-42',
        'p99 latency above 3 s',
        'Nothing is asked of you any more · Open the thread',
      ].join('\n'),
    )
    expect(message.text).toMatch(
      /^✓ learnbot api-gateway, production · INC-42 · Nothing is asked of you any more/,
    )
    expect(linked(message)).toEqual({ 'Open the thread': thread })
    expect(clicks(message)).toEqual({})
  })

  it('is always the same, so that it is edited once', () => {
    const later = [
      acknowledged({ lifeAt: 99 }),
      acknowledged({ severity: 'P2' }),
      resolved(),
      triggered({ cycle: 2 }),
    ]
    for (const incident of later)
      expect(overtaken(incident, 'U0BEN', thread)).toEqual(overtaken(acknowledged(), 'U0BEN', thread))
  })
})

describe('the direct message of whoever has it now', () => {
  const theirs = (changes: Partial<Incident> = {}) => overtaken(acknowledged(changes), 'U0ANA', thread)

  it('says that it is theirs and what is asked of them, and does it from there', () => {
    const message = theirs()
    expect(reads(message)).toBe(
      [
        'learnbot api-gateway, production · INC-42',
        'p99 latency above 3 s',
        'It is yours · an update is due every 30 min · Open the thread',
      ].join('\n'),
    )
    expect(message.text).toContain('INC-42 · It is yours')
    expect(linked(message)).toEqual({ 'Open the thread': thread })
    expect(clicks(message)).toEqual({
      'Post update': 'incident update k3jd8w2m5x7q',
      Resolve: 'incident resolve k3jd8w2m5x7q',
    })
  })

  it('asks for no updates where its severity or somebody does not', () => {
    for (const quiet of [theirs({ severity: 'P2' }), theirs({ remindersOff: true })])
      expect(reads(quiet)).toContain('It is yours · Open the thread')
  })

  it('stays as it is with every note and until it is over or somebody else leads', () => {
    expect(theirs({ lifeAt: 99, entries: 9, remindedAt: 98 })).toEqual(theirs())
    expect(overtaken(mitigated(), 'U0ANA', thread)).toEqual(theirs())
    for (const over of [resolved(), acknowledged({ lead: ben })])
      expect(overtaken(over, 'U0ANA', thread)).toEqual(overtaken(acknowledged(), 'U0BEN', thread))
  })

  it('knows somebody who acknowledged in PagerDuty, too', () => {
    const lead = { via: 'pagerduty', id: 'PANA', name: 'Ana', slack: 'U0ANA' } as const
    expect(theirs({ lead })).toEqual(theirs())
  })
})
