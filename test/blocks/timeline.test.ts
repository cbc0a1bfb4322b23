import { describe, expect, it } from 'vitest'
import { entryLine, timelineMessage } from '../../blocks/timeline.ts'
import type { PageNews } from '../../src/domain/page.ts'
import { faults } from './check.ts'
import { clicks, objects, reads, row } from './reading.ts'
import {
  acknowledged,
  ana,
  began,
  ben,
  entry,
  everything,
  hour,
  min,
  mitigated,
  pagerduty,
  resolved,
  triggered,
} from './sample.ts'

const meeting = `https://teams.example.com/l/meetup-join/19%3ameeting_${'Zm'.repeat(40)}%40thread.v2/0`

describe('the timeline', () => {
  it('tells in one line of those of a level who were told one right after the other', () => {
    const told = (level: number, ...people: string[]) => entry({ kind: 'told', level, people })
    const acknowledged = entry({ kind: 'acknowledged' }, ana, 2)
    const entries = [told(1, 'Ana'), told(1, 'Ben'), told(2, 'Cara'), acknowledged, told(2, 'Dan')]
    expect(reads(timelineMessage(entries, resolved()))).toBe(
      [
        '02:14  Level 1 told: Ana, Ben',
        '02:14  Level 2 told: Cara',
        '02:16  Ana acknowledged in Slack',
        '02:14  Level 2 told: Dan',
      ].join('\n'),
    )
  })

  it('opens with the procedure that is likely to help, and says it once', () => {
    const opened = entry({ kind: 'opened', severity: 'P1', title: 'HighP99Latency' }, pagerduty)
    const procedure = { title: 'Issue: High API latency', why: 'it says that it is for HighP99Latency' }
    expect(reads(timelineMessage([opened], triggered(), 'LearnBot', procedure))).toBe(
      [
        '02:14  PagerDuty opened it as P1: HighP99Latency',
        'Runbook: Issue: High API latency · it says that it is for HighP99Latency',
      ].join('\n'),
    )
    const later = timelineMessage(
      [entry({ kind: 'acknowledged' }, ana, 2)],
      acknowledged(),
      'LearnBot',
      procedure,
    )
    expect(reads(later)).not.toContain('Runbook')
  })

  it('tells several entries in order, each with its time', () => {
    const entries = [
      entry({ kind: 'opened', severity: 'P1', title: 'p99 latency above 3 s' }, pagerduty),
      entry({ kind: 'level', level: 1, notify: ['@learnbot-oncall'], repeats: false }, pagerduty),
      entry({ kind: 'told', level: 1, people: ['Ana'] }),
      entry({ kind: 'acknowledged' }, ana, 2),
      entry({ kind: 'note', text: 'pool is full\nrestarting' }, ana, 5),
      entry({ kind: 'resolved' }, { ...ben, via: 'pagerduty' }, 37),
    ]
    expect(reads(timelineMessage(entries, resolved()))).toBe(
      [
        '02:14  PagerDuty opened it as P1: p99 latency above 3 s',
        '02:14  Level 1 called by PagerDuty: @learnbot-oncall',
        '02:14  Level 1 told: Ana',
        '02:16  Ana acknowledged in Slack',
        '02:19  Ana noted in Slack',
        '> pool is full',
        '> restarting',
        '02:51  Ben resolved it in PagerDuty',
      ].join('\n'),
    )
  })

  it.each([
    ['opened', 'Ana declared it as P1: Ana'],
    ['alert', 'It alerted again: Ana'],
    ['acknowledged', 'Ana acknowledged in Slack'],
    ['unacknowledged', 'Ana gave it back in PagerDuty: nobody has it now'],
    ['gave-back', 'Nothing heard for 1 h: back to triggered, nobody has it now (7 min late)'],
    ['level', 'Level 2 called by Ana: Ana, one person; it is the last level and repeats'],
    ['told', 'Level 1 told: Ana, Ben'],
    ['nobody-reached', 'Level 2 reached nobody: Ana'],
    ['severity', 'Ana changed P2 to P1 in Slack'],
    ['mitigated', 'Ana marked it mitigated'],
    ['resolved', 'Ana resolved it in Slack\n> Ana'],
    ['reopened', 'Ana reopened it in Slack'],
    ['unmitigated', 'Ana marked it not mitigated'],
    ['note', 'Ana noted in Slack\n> Ana'],
    ['update', 'Update by Ana\n> Ana'],
    ['lead', 'Ana leads now, by Ana'],
    ['snoozed', 'Ana snoozed the reminders until 03:14'],
    ['reminders-off', 'Ana stopped the reminders'],
    ['reminders-on', 'Ana resumed the reminders'],
    ['reminder', 'Nothing heard for 30 min: an update is due (7 min late)'],
    ['warning', 'Still nothing heard: goes back to triggered at 03:14, and people are called again'],
    ['postmortem-due', 'The post-mortem is due 02:14'],
    ['merged-into', 'Ana merged it into INC-41 in Slack: carry on there'],
    ['merged', 'INC-41 was merged into this by Ana in Slack: Ana'],
    ['paging', 'PagerDuty pages for it'],
    ['trouble', '⚠️ Ana'],
  ] as const)('words %s', (kind, words) => {
    expect(reads(timelineMessage([everything('Ana')[kind]], triggered()))).toBe(`02:14  ${words}`)
  })

  it.each([
    [
      { kind: 'status-update', text: 'a fix is on its way' },
      'Cara published a status update in PagerDuty\n> a fix is on its way',
    ],
    [{ kind: 'responder-asked', who: 'Ben' }, 'Cara asked Ben to help in PagerDuty'],
    [
      { kind: 'responder-asked', who: 'The Policy', text: 'please' },
      'Cara asked The Policy to help in PagerDuty\n> please',
    ],
    [{ kind: 'responder-replied', who: 'Ben', answer: 'joined' }, 'Ben joins, as asked in PagerDuty'],
    [{ kind: 'responder-replied', who: 'Ben', answer: 'declined' }, 'Ben cannot help, as asked in PagerDuty'],
    [{ kind: 'responder-replied', who: 'Ben', answer: 'busy' }, 'Ben replied in PagerDuty: busy'],
    [{ kind: 'reassigned', to: ['Ben', 'Ana'] }, 'Cara reassigned it in PagerDuty: Ben, Ana'],
    [{ kind: 'reassigned', to: [] }, 'Cara reassigned it in PagerDuty: nobody'],
    [
      { kind: 'moved', service: 'Checkout' },
      'Cara moved it to the service Checkout in PagerDuty: here it goes on as it is',
    ],
    [
      { kind: 'bridge', at: ['https://meet.example.com/1', '+1-555'] },
      'Cara set where to talk in PagerDuty: https://meet.example.com/1, +1-555',
    ],
    [{ kind: 'bridge', at: [meeting] }, `Cara set where to talk in PagerDuty: ${meeting}`],
    [{ kind: 'bridge', at: [] }, 'Cara removed the conference bridge in PagerDuty'],
    [
      { kind: 'of a newer Belay' } as unknown as PageNews,
      'Cara did something in PagerDuty that only a newer Belay can put into words',
    ],
  ] as [PageNews, string][])('words what is news in PagerDuty: %j', (news, words) => {
    const one = entry({ kind: 'news', news }, { via: 'pagerduty', id: 'PCARA', name: 'Cara' })
    expect(reads(timelineMessage([one], triggered()))).toBe(`02:14  ${words}`)
  })

  it('has words for every kind there is', () => {
    for (const one of Object.values(everything('Ana'))) expect(entryLine(one).words.length).toBeGreaterThan(0)
  })

  it('tells apart who takes the lead, what flaps, and what only Belay did', () => {
    const said = (one: Parameters<typeof entryLine>[0]) => reads(timelineMessage([one], triggered()))
    expect(said(entry({ kind: 'lead', lead: ana }, ana))).toContain('Ana leads now')
    expect(said(entry({ kind: 'lead', lead: ben }, ana))).toContain('Ben leads now, by Ana')
    expect(said(entry({ kind: 'reopened', flapping: true }, pagerduty))).toContain(
      'It alerted again: reopened',
    )
    expect(said(entry({ kind: 'level', level: 2, notify: ['@leads'], repeats: false, late: 7 * min }))).toBe(
      '02:14  Level 2 called: @leads (7 min late)',
    )
  })

  it('gives the day of what happened long after the beginning', () => {
    const late = timelineMessage([entry({ kind: 'mitigated' }, ana, 26 * 60)], mitigated())
    expect(JSON.stringify(late.blocks)).toContain('2026-11-22 04:14 UTC')
  })

  it('is pushed with how bad, what and where before what is new', () => {
    const { text } = timelineMessage([entry({ kind: 'acknowledged' }, ana, 2)], acknowledged(), 'LearnBot')
    expect(text).toBe(
      '🟠 P1 acknowledged · LearnBot api-gateway, production · Ana acknowledged in Slack · INC-42',
    )
  })
})

describe('a reminder', () => {
  const reminder = entry({ kind: 'reminder', idleMs: 30 * min }, undefined, 32)
  const warning = entry({ kind: 'warning', givesBackAt: began + hour }, undefined, 55)

  it.each([
    ['a reminder', reminder],
    ['a warning', warning],
  ])('asks the lead for an update, carrying its own Snooze and Stop (%s)', (_, one) => {
    const message = timelineMessage([one], acknowledged())
    expect(reads(message)).toMatch(/\n<@U0ANA> How does it stand\?$/)
    expect(clicks(message)).toEqual({
      'Post update': 'incident update k3jd8w2m5x7q',
      'Snooze 30 min': 'incident snooze k3jd8w2m5x7q 30m',
      'Stop reminders': 'incident stop-reminders k3jd8w2m5x7q',
    })
  })

  it('asks nobody any more once the incident is over or has gone back', () => {
    for (const incident of [resolved(), triggered()]) {
      const message = timelineMessage([reminder], incident)
      expect(row(message)).toEqual([])
      expect(reads(message)).not.toContain('<@')
    }
  })

  it('mentions nobody when the lead is not known in Slack', () => {
    for (const lead of [pagerduty, { ...pagerduty, id: 'U0PAGERDUTY' }]) {
      const message = timelineMessage([reminder], acknowledged({ lead }))
      expect(reads(message)).toMatch(/\nHow does it stand\?$/)
    }
  })
})

describe('a handover', () => {
  const cara = { via: 'slack', id: 'U0CARA', name: 'Cara' } as const
  const said = (by: typeof ana | typeof ben | typeof cara) =>
    reads(timelineMessage([entry({ kind: 'lead', lead: ben, from: ana }, by)], acknowledged({ lead: ben })))

  it('is told once to whoever it concerns and who did not do it', () => {
    expect(said(cara)).toMatch(/\n<@U0BEN> it is yours now\. <@U0ANA> it is no longer yours\.$/)
    expect(said(ana)).toMatch(/\n<@U0BEN> it is yours now\.$/)
    expect(said(ben)).toMatch(/\n<@U0ANA> it is no longer yours\.$/)
  })

  it('to oneself, with nobody before, pings nobody', () => {
    const one = entry({ kind: 'lead', lead: ben }, ben)
    expect(reads(timelineMessage([one], acknowledged({ lead: ben })))).not.toContain('<@')
  })
})

describe('a merge', () => {
  const from = { id: 'x', number: 41 }
  const merged = entry({ kind: 'merged', from, title: 'checkout is down', unattended: true }, ben, 5)

  it('tells whoever leads that they have both now, and that nobody had the other', () => {
    expect(reads(timelineMessage([merged], acknowledged()))).toMatch(
      /\n<@U0ANA> Nobody had INC-41: whoever leads this has both now\.$/,
    )
    const { unattended: _, ...attended } = merged as typeof merged & { unattended: boolean }
    expect(reads(timelineMessage([attended], acknowledged()))).toMatch(
      /\n<@U0ANA> whoever leads this has both now\.$/,
    )
  })

  it('tells nobody what they did themselves, or what is over', () => {
    for (const incident of [acknowledged({ lead: ben }), triggered(), resolved()])
      expect(reads(timelineMessage([merged], incident))).not.toContain('has both')
  })
})

it('a post-mortem that is due carries its draft', () => {
  const due = entry({ kind: 'postmortem-due', dueAt: began + 48 * hour })
  expect(clicks(timelineMessage([due], resolved()))).toEqual({
    'Post-mortem': 'incident postmortem k3jd8w2m5x7q',
  })
  expect(clicks(timelineMessage([due], resolved({ mergedInto: { id: 'x', number: 1 } })))).toEqual({})
})

it('levels and give-backs ping nobody: the ladder has its own message for that', () => {
  const { level, 'gave-back': gaveBack } = everything('@learnbot-oncall')
  const parts = [...objects(timelineMessage([level, gaveBack], acknowledged()).blocks)]
  expect(parts.filter(({ type }) => type === 'user' || type === 'usergroup')).toEqual([])
})

it('a hundred long entries fit into one message, none left out', () => {
  const entries = Array.from({ length: 100 }, (_, i) =>
    entry({ kind: 'note', text: `${i}: ${'so much to say '.repeat(700)}` }, ana, i),
  )
  const message = timelineMessage(entries, acknowledged())
  expect(faults(message)).toEqual([])
  for (let i = 0; i < 100; i++) expect(reads(message)).toContain(`> ${i}: so much`)
})
