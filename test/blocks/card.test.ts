import { describe, expect, it } from 'vitest'
import { card } from '../../blocks/card.ts'
import { faults } from './check.ts'
import { clicks, confirms, linked, reads, row } from './reading.ts'
import { acknowledged, began, ben, hour, min, mitigated, resolved, triggered } from './sample.ts'

const learnbot = { title: 'LearnBot' }

describe('the card of an incident that nobody has', () => {
  const message = card(triggered(), learnbot)

  it('says how bad, what, where, since when, who has it and who is next', () => {
    expect(reads(message)).toBe(
      [
        '🔴 P1 triggered · LearnBot api-gateway, production · INC-42',
        'p99 latency above 3 s',
        'Since 02:14 · nobody has it yet · @learnbot-leads will be told at 02:29',
        'PagerDuty · Dashboard',
      ].join('\n'),
    )
  })

  it('offers to acknowledge first, and only what makes sense now', () => {
    expect(row(message)).toEqual(['Acknowledge', 'Escalate', 'Health', 'Severity ▾', '⋯'])
    expect(clicks(message)).toEqual({
      Acknowledge: 'incident ack k3jd8w2m5x7q',
      Escalate: 'incident escalate k3jd8w2m5x7q --from 1',
      Health: 'health --system learnbot --environment production --incident k3jd8w2m5x7q',
      P2: 'incident severity k3jd8w2m5x7q P2',
      P3: 'incident severity k3jd8w2m5x7q P3',
      Resolve: 'incident resolve k3jd8w2m5x7q',
      Mitigated: 'incident mitigate k3jd8w2m5x7q',
      'Post update': 'incident update k3jd8w2m5x7q',
      'Add a note': 'incident note k3jd8w2m5x7q',
      'Merge into …': 'incident merge k3jd8w2m5x7q',
    })
  })

  it('says what was changed there shortly before it began, and goes back from a deploy', () => {
    const deployed = { environment: 'production', service: 'api-gateway' }
    const shifts = [{ from: '41 a1b2c3d', to: '42 9f8e7d6' }]
    const change = { run: 'r1', label: 'deploy of api-gateway', shifts, by: ben, at: began - 12 * min }
    const of = (more = {}) => card(triggered({ changedBefore: { ...change, ...more } }), learnbot)
    expect(reads(of())).toContain(
      '12 min before it began: deploy of api-gateway (41 a1b2c3d → 42 9f8e7d6) · Ben',
    )
    expect(row(of())).not.toContain('Roll back api-gateway')
    expect(row(of({ deployed }))).toEqual([
      'Acknowledge',
      'Escalate',
      'Health',
      'Roll back api-gateway',
      'Severity ▾',
      '⋯',
    ])
    expect(clicks(of({ deployed }))['Roll back api-gateway']).toBe(
      'rollback --system learnbot --environment production --service api-gateway --incident k3jd8w2m5x7q',
    )
  })

  it('says whom escalating wakes before it does', () => {
    expect(confirms(message, 'Escalate')).toBe('Level 2 is told now instead of later: @learnbot-leads.')
    expect(confirms(message, 'Acknowledge')).toBeUndefined()
  })

  it('links PagerDuty and the dashboard to exactly their addresses', () => {
    expect(linked(message)).toEqual({
      PagerDuty: 'https://learnbot.pagerduty.com/incidents/PGR0VU2',
      Dashboard: 'https://dash.example.com/d/api?from=now-1h&to=now',
    })
  })

  it('shows times in the zone of whoever reads, UTC where Slack cannot', () => {
    expect(JSON.stringify(message.blocks)).toContain(
      JSON.stringify({ type: 'date', timestamp: began / 1000, format: '{time}', fallback: '02:14 UTC' }),
    )
  })

  it('says so when the last level is told again', () => {
    const last = triggered({ level: 3, levelAt: began + hour })
    expect(reads(card(last))).toContain('cto@learnbot.example.com, one person will be told again at 04:14')
  })

  it('gives the day of a deadline that is far away', () => {
    const slow = triggered({ severity: 'P3', levelAt: began + 12 * hour })
    expect(JSON.stringify(card(slow).blocks)).toContain('2026-11-21 18:14 UTC')
  })

  it('leaves out a severity menu with nothing to choose from', () => {
    const { P1 } = triggered().policy.severities
    const message = card(triggered({ policy: { ...triggered().policy, severities: { P1: P1! } } }))
    expect(row(message)).toEqual(['Acknowledge', 'Escalate', 'Health', '⋯'])
  })
})

describe('the card of an incident that somebody has', () => {
  it('says who, since when and when an update is due', () => {
    expect(reads(card(acknowledged(), learnbot))).toContain(
      '🟠 P1 acknowledged · LearnBot api-gateway, production · INC-42\np99 latency above 3 s\nAna has it since 02:16 · update due 02:46',
    )
  })

  it('says which changes wait for approval, and that there are more', () => {
    const change = { title: 'restart api-gateway, production', shifts: [], by: ben, until: began + 20 * min }
    const waiting = Array.from({ length: 5 }, (_, i) => ({ ...change, run: `r${i}` }))
    expect(reads(card(acknowledged({ waiting: waiting.slice(0, 1) })))).toContain(
      'update due 02:46\n🟡 waits for approval until 02:34: restart api-gateway, production · Ben\n',
    )
    expect(reads(card(acknowledged({ waiting })))).toContain('· Ben\n🟡 and 2 more changes\n')
  })

  it('offers to resolve it, to post an update, to hand it over', () => {
    const message = card(acknowledged())
    expect(row(message)).toEqual(['Resolve', 'Post update', 'Health', 'Severity ▾', '⋯'])
    expect(clicks(message)).toMatchObject({
      Resolve: 'incident resolve k3jd8w2m5x7q',
      Mitigated: 'incident mitigate k3jd8w2m5x7q',
      'Hand over': 'incident lead k3jd8w2m5x7q',
      'Snooze reminders': 'incident snooze k3jd8w2m5x7q',
    })
    expect(confirms(message, 'Resolve')).toBeUndefined()
  })

  it('offers no snooze where there are no reminders, and to resume those that are stopped', () => {
    expect(clicks(card(acknowledged({ severity: 'P2' })))).not.toHaveProperty('Snooze reminders')
    const stopped = clicks(card(acknowledged({ remindersOff: true })))
    expect(stopped).not.toHaveProperty('Snooze reminders')
    expect(stopped['Resume reminders']).toBe('incident resume-reminders k3jd8w2m5x7q')
  })

  it.each([
    ['an update is overdue', { remindedAt: began + 32 * min }, 'update overdue, reminder again at 03:16'],
    [
      'it goes back soon',
      { remindedAt: began + 32 * min, warnedAt: began + 55 * min },
      'goes back to triggered at 03:16',
    ],
    ['reminders are snoozed', { snoozedUntil: began + 2 * hour }, 'reminders snoozed until 04:14'],
    ['reminders are off', { remindersOff: true }, 'reminders off'],
  ])('says that %s', (_, changes, words) => {
    expect(reads(card(acknowledged(changes)))).toContain(`Ana has it since 02:16 · ${words}`)
  })

  it('promises nothing where its severity has no updates', () => {
    expect(reads(card(acknowledged({ severity: 'P2', links: [] })))).toMatch(
      /Ana has it since 02:16\nPagerDuty$/,
    )
  })
})

describe('the card of an incident that is mitigated', () => {
  it('says since when, who leads, and takes it back', () => {
    const message = card(mitigated())
    expect(reads(message)).toContain('🔵 P1 mitigated · learnbot api-gateway, production · INC-42')
    expect(reads(message)).toContain('Mitigated since 02:34 · Ana leads · update due 02:46')
    expect(row(message)).toEqual(['Resolve', 'Post update', 'Health', 'Severity ▾', '⋯'])
    expect(clicks(message)['Not mitigated']).toBe('incident reopen k3jd8w2m5x7q --from mitigated')
  })
})

describe('the card of an incident that is over', () => {
  it('says how long it took and who had it', () => {
    const message = card(resolved(), learnbot)
    expect(reads(message)).toContain('🟢 P1 resolved · LearnBot api-gateway, production · INC-42')
    expect(reads(message)).toContain('37 min, acknowledged after 2 min · Ana · post-mortem due 02:51')
    expect(row(message)).toEqual(['Post-mortem', 'Reopen', '⋯'])
    expect(confirms(message, 'Reopen')).toBe(
      'INC-42 goes back to triggered, and level 1 is told again: @learnbot-oncall.',
    )
  })

  it('says so when nobody ever had it', () => {
    const { lead: _, acknowledgedAt: __, ...nobodys } = resolved()
    expect(reads(card(nobodys))).toContain('37 min, never acknowledged · nobody had it')
    const given = { ...nobodys, acknowledgedAt: began + 2 * min }
    expect(reads(card(given))).toContain('37 min, acknowledged after 2 min · nobody had it at the end')
  })

  it('says where a merged one is carried on, and offers nothing else', () => {
    const message = card(resolved({ mergedInto: { id: 'm7', number: 41 } }))
    expect(reads(message)).toContain('Merged into INC-41: carry on there')
    expect(clicks(message)).toEqual({
      'Show INC-41': 'incident show m7',
      'Add a note': 'incident note k3jd8w2m5x7q',
    })
  })

  it('says which ones were merged into it', () => {
    expect(
      reads(
        card(
          triggered({
            merged: [
              { id: 'a', number: 43 },
              { id: 'b', number: 44 },
            ],
          }),
        ),
      ),
    ).toContain('With it: INC-43, INC-44')
  })
})

describe('every card', () => {
  const all = [triggered(), acknowledged(), mitigated(), resolved()]

  it('is pushed with severity, state and place in its first forty characters', () => {
    for (const incident of all) {
      const { text } = card(incident, learnbot)
      expect(text.slice(0, 40)).toContain(`${incident.severity} ${incident.state} · LearnBot api-gat`)
      expect(text).toMatch(/production · p99 latency above 3 s · INC-42$/)
    }
  })

  it('has at most five things to click, carries the random id and never the number', () => {
    for (const incident of all) {
      const message = card(incident)
      expect(row(message).length).toBeLessThanOrEqual(5)
      for (const command of Object.values(clicks(message))) {
        expect(command).toContain(incident.id)
        expect(command).not.toContain('42')
      }
    }
  })

  it('would be taken by Slack', () => {
    for (const incident of all) expect(faults(card(incident, learnbot))).toEqual([])
  })

  it('is the same for the same state, whenever it is made; its menus are fresh when the state is not', () => {
    expect(card(acknowledged())).toEqual(card(acknowledged()))
    const block = (message: ReturnType<typeof card>) => message.blocks.at(-1)?.block_id
    expect(block(card(acknowledged()))).not.toBe(block(card(acknowledged({ severity: 'P2' }))))
    expect(block(card(acknowledged()))).not.toBe(block(card(acknowledged({ lead: ben, entries: 3 }))))
  })
})
