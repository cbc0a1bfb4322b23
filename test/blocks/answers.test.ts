import { describe, expect, expectTypeOf, it } from 'vitest'
import { card } from '../../blocks/card.ts'
import { confirmation } from '../../blocks/confirmation.ts'
import { health } from '../../blocks/health.ts'
import type { HealthView } from '../../blocks/health-view.ts'
import { details, list, overview, type Topic } from '../../blocks/help.ts'
import { incidentDetail } from '../../blocks/incident-detail.ts'
import { incidentList } from '../../blocks/incident-list.ts'
import { type OnCallView, oncall } from '../../blocks/oncall.ts'
import { mention } from '../../blocks/page.ts'
import { plain } from '../../blocks/plain.ts'
import { refusal } from '../../blocks/refusal.ts'
import { words } from '../../blocks/rich.ts'
import { time } from '../../blocks/time.ts'
import { timelineMessage } from '../../blocks/timeline.ts'
import { trouble } from '../../blocks/trouble.ts'
import type { Command } from '../../src/engine/command.ts'
import type { OnCalls } from '../../src/engine/faces.ts'
import type { HealthReport } from '../../src/operations/health.ts'
import { faults } from './check.ts'
import { clicks, linked, objects, reads, row } from './reading.ts'
import { acknowledged, ana, began, entry, hour, min, resolved, triggered } from './sample.ts'

describe('the list of incidents', () => {
  it('has the worst first, with who has it', () => {
    const message = incidentList(
      [
        acknowledged({ id: 'b', number: 41, severity: 'P2', title: 'queue grows', system: 'travellr' }),
        triggered({ id: 'a', links: [] }),
      ],
      began,
      { learnbot: 'LearnBot' },
    )
    expect(reads(message)).toBe(
      [
        '2 open incidents, worst P1 triggered · LearnBot api-gateway, production',
        '🔴 P1 triggered · LearnBot api-gateway, production · INC-42',
        'p99 latency above 3 s · Since 02:14 · nobody has it yet · @learnbot-leads will be told at 02:29',
        '🟠 P2 acknowledged · travellr api-gateway, production · INC-41',
        'queue grows · Ana has it since 02:16',
      ].join('\n'),
    )
    expect(clicks(message)).toEqual({
      'INC-42 p99 latency above 3 s': 'incident show a',
      'INC-41 queue grows': 'incident show b',
      'Declare an incident': 'incident declare',
    })
    expect(message.text.slice(0, 40)).toBe('2 open incidents, worst P1 triggered · L')
    expect(faults(message)).toEqual([])
  })

  it('has what nobody has before what somebody has, where both are as bad', () => {
    const mine = acknowledged({ id: 'b', number: 41, openedAt: began - hour })
    const [heading, first] = reads(incidentList([mine, triggered()], began)).split('\n')
    expect(heading).toContain('2 open incidents, worst P1 triggered')
    expect(first).toContain('INC-42')
  })

  it('has the day of what is of another one, and of nothing else', () => {
    const old = triggered({ id: 'a', stateAt: began - 72 * hour })
    const formats = [...objects(incidentList([old], began).blocks)].flatMap(({ type, format }) =>
      type === 'date' ? format : [],
    )
    expect(formats).toEqual(['{date_short_pretty} {time}', 'at {time}'])
  })

  it('offers to take all of a system of which nobody has several', () => {
    const of = (id: string, system: string) => triggered({ id, system })
    const message = incidentList([of('a', 'learnbot'), of('b', 'travellr'), of('c', 'travellr')], began, {
      learnbot: 'LearnBot',
      travellr: 'Travellr',
    })
    expect(row(message)).toEqual(['Acknowledge all of Travellr', 'Show one ▾', 'Declare an incident'])
    expect(clicks(message)).toMatchObject({ 'Acknowledge all of Travellr': 'incident ack-all travellr' })
    expect(faults(message)).toEqual([])
  })

  it('says so when there is none, and when they are all over', () => {
    const none = incidentList([], began)
    expect(reads(none)).toBe('No incident is open')
    expect(row(none)).toEqual(['Declare an incident'])
    expect(reads(incidentList([resolved()], began))).toMatch(
      /^No incident is open; the last 1:\n🟢 P1 resolved/,
    )
  })
})

describe('one incident in detail', () => {
  it('has the card, its beginning and what happened last', () => {
    const entries = Array.from({ length: 20 }, (_, i) => entry({ kind: 'note', text: `note ${i}` }, ana, i))
    const message = incidentDetail(acknowledged(), entries, { thread: 'https://learnbot.slack.com/p1' })
    expect(reads(message)).toContain('Ana has it since 02:16 · update due 02:46')
    expect(reads(message)).toContain('Opened by PagerDuty, 02:14 · level 1 of 3 · Open the thread')
    expect(reads(message)).toContain(
      '5 earlier entries are in the thread\n02:19  Ana noted in Slack\n> note 5',
    )
    expect(reads(message)).not.toContain('note 4\n')
    expect(linked(message)['Open the thread']).toBe('https://learnbot.slack.com/p1')
    expect(row(message)[0]).toBe('Resolve')
    expect(faults(message)).toEqual([])
  })

  it('names the one it was merged into', () => {
    const merged = resolved({ mergedInto: { id: 'm', number: 41 } })
    expect(reads(incidentDetail(merged, []))).toContain('merged into INC-41')
  })
})

describe('who is on call', () => {
  it('is told by level, with until when, and pings nobody', () => {
    const message = oncall('LearnBot', {
      source: 'pagerduty',
      levels: [
        { level: 1, user: { name: 'Ana' }, until: began + hour },
        { level: 2, user: { name: 'Ben' } },
        { level: 2, user: { name: 'Cara' } },
      ],
    })
    expect(reads(message)).toBe(
      [
        'On call for LearnBot: Ana',
        'Level 1: Ana until 03:14',
        'Level 2: Ben · Cara',
        'As PagerDuty says.',
      ].join('\n'),
    )
    expect(faults(message)).toEqual([])
  })

  it('says when it is nobody, and when it is the file that says so', () => {
    expect(reads(oncall('LearnBot', { source: 'ladder', levels: [] }))).toBe(
      'Nobody is on call for LearnBot\nAs the system file says; PagerDuty was not asked or did not answer.',
    )
  })

  it('takes what the engine answers', () => {
    expectTypeOf<Awaited<ReturnType<OnCalls['of']>>>().toExtend<OnCallView>()
  })
})

describe('health', () => {
  const part = (name: string, kind: HealthView['parts'][number]['kind'] = 'service') => ({
    name,
    kind,
    state: 'fine' as const,
    findings: [],
    logs: false,
    revisions: false,
  })
  const now = Date.UTC(2026, 10, 20, 2, 20)
  const report = { system: 'learnbot', title: 'LearnBot', environment: 'production', ms: 1234 }
  const view = {
    ...report,
    parts: [
      {
        ...part('resume-parser'),
        state: 'down',
        logs: true,
        revisions: true,
        findings: [
          { state: 'fine', what: 'tasks', detail: '2 of 2', ms: 80 },
          { state: 'down', what: '/health', detail: '503 in 40 ms', ms: 40 },
        ],
      },
      {
        ...part('api-gateway'),
        state: 'slow',
        findings: [{ state: 'slow', what: '/health', detail: '200 in 2.4 s', ms: 2400 }],
      },
      { ...part('batch'), state: 'unknown' },
      part('job-aggregator'),
      part('postgres', 'database'),
      {
        ...part('certificate', 'certificate'),
        findings: [{ state: 'fine', what: '', detail: '61 days', ms: 9 }],
      },
    ],
  } satisfies HealthView
  const message = health(view, now)

  it('has what is wrong line by line, the worst finding first, and what is fine in one line', () => {
    expect(reads(message)).toBe(
      [
        '🔴 LearnBot production: 1 down, 1 slow, 1 unknown, 3 fine · 1.2 s',
        '🔴 resume-parser down · /health 503 in 40 ms · tasks 2 of 2',
        '🟠 api-gateway slow · /health 200 in 2.4 s',
        '⚪ batch unknown · nothing was looked at',
        '🟢 job-aggregator, postgres, certificate (61 days)',
      ].join('\n'),
    )
    expect(message.text).toBe('🔴 LearnBot production: 1 down, 1 slow, 1 unknown, 3 fine')
    expect(faults(message)).toEqual([])
  })

  it('searches the log of what is in trouble, declares an incident for what is down, and looks again', () => {
    const place = '--system learnbot --environment production --service resume-parser'
    expect(clicks(message)).toEqual({
      'Logs of resume-parser': `logs ${place}`,
      'Roll back resume-parser': `rollback ${place}`,
      'Declare: resume-parser is down': `incident declare ${place} --form --title "resume-parser is down"`,
      Again: 'health learnbot --environment production',
    })
  })

  it('in an incident asks for no other, and what it leads to is for that one', () => {
    const looked = clicks(health({ ...view, incident: 'k3jd8w2m5x7q' }, now))
    expect(Object.keys(looked)).toEqual(['Logs of resume-parser', 'Roll back resume-parser', 'Again'])
    expect(looked['Roll back resume-parser']).toContain('--incident k3jd8w2m5x7q')
    expect(looked.Again).toContain('--incident k3jd8w2m5x7q')
  })

  it('has a word of its own for alarms and certificates, and counts every alarm', () => {
    const said = health(
      {
        ...report,
        parts: [
          {
            ...part('certificate', 'certificate'),
            state: 'down',
            findings: [{ state: 'down', what: '', detail: '3 days, imported: AWS does not renew it', ms: 1 }],
          },
          {
            ...part('alarms', 'alarms'),
            state: 'slow',
            findings: [
              { state: 'slow', what: '5xx', detail: 'in alarm: above 10', since: now - 600_000, ms: 1 },
              { state: 'slow', what: 'cpu', detail: 'in alarm', since: now - 90_000_000, ms: 1 },
            ],
          },
        ],
      },
      now,
    )
    expect(reads(said)).toBe(
      [
        '🔴 LearnBot production: 1 ending, 2 in alarm · 1.2 s',
        '🔴 certificate ending · 3 days, imported: AWS does not renew it',
        '🟠 alarms in alarm · 5xx in alarm: above 10 since 02:10 · cpu in alarm since 01:20',
      ].join('\n'),
    )
    expect(clicks(said)['Declare: certificate is ending']).toBe(
      'incident declare --system learnbot --environment production --form --title "certificate is ending"',
    )
  })

  it('is calm when all is fine, and plain when there is nothing', () => {
    const staging = { ...report, environment: 'staging', ms: 80 }
    expect(reads(health({ ...staging, parts: [part('api')] }, now))).toBe(
      '🟢 LearnBot staging: 1 fine · 80 ms\n🟢 api',
    )
    expect(reads(health({ ...staging, parts: [] }, now))).toBe(
      'LearnBot staging: no services to look at · 80 ms',
    )
  })

  it('takes what the operation answers', () => {
    expectTypeOf<HealthReport>().toExtend<HealthView>()
  })
})

describe('help', () => {
  const ack: Topic = {
    name: 'incident ack',
    aliases: ['ack'],
    summary: 'Take it',
    more: 'Nobody further is told.',
    example: '/incident ack INC-42',
    permission: 'responders',
  }
  const health: Topic = {
    name: 'health',
    summary: 'How it does',
    example: 'health learnbot',
    permission: 'anyone',
  }

  it('says in a line what each section is for, and leads into it', () => {
    const message = overview([
      { title: 'Incidents', about: 'take and end one', commands: [ack] },
      { title: 'Look', about: 'how it does', commands: [health] },
    ])
    expect(reads(message).split('\n')).toEqual([
      'What Belay can do',
      'Incidents: take and end one',
      'Look: how it does',
      'More: /belay help incidents or of any command. In a thread: @Belay help',
    ])
    expect(clicks(message)).toMatchObject({ Look: 'help look', Health: 'health' })
  })

  it('has each command of a topic in a line', () => {
    expect(reads(list('incident', [ack, health])).split('\n')).toEqual([
      'What Belay can do: incident',
      'incident ack · Take it',
      'health · How it does',
      'One of them with its options: /belay help health',
    ])
  })

  it('has all about one: an example, its options, who may, other names, and what begins with its name', () => {
    const options = [
      { name: 'by', isFlag: false, help: 'who takes it' },
      { name: 'quietly', isFlag: true, help: 'without a word' },
    ]
    expect(reads(details({ ...ack, options }, [health])).split('\n')).toEqual([
      'incident ack',
      '/incident ack INC-42',
      'Take it. Nobody further is told.',
      '    --by … who takes it',
      '    --quietly without a word',
      'For responders.',
      'Also: ack',
      'Beside it:',
      'health · How it does',
    ])
    expect(reads(details({ ...health, permission: 'responders', takes: true, options: [] }, []))).toContain(
      'For responders; to change something, operators.',
    )
  })

  it('takes commands as they are', () => {
    expectTypeOf<Command>().toExtend<Topic>()
  })
})

describe('short answers', () => {
  it('a refusal says why, with the next step as a button', () => {
    const message = refusal('Nobody has INC-42 yet: acknowledge it first.', [
      { label: 'Acknowledge', command: 'incident ack k3' },
    ])
    expect(reads(message)).toBe('Nobody has INC-42 yet: acknowledge it first.')
    expect(message.text).toBe('Nobody has INC-42 yet: acknowledge it first.')
    expect(clicks(message)).toEqual({ Acknowledge: 'incident ack k3' })
  })

  it('two buttons may do the same', () => {
    const offers = ['Logs', 'More logs'].map(label => ({ label, command: 'help' }))
    expect(faults(refusal('No.', offers))).toEqual([])
  })

  it('a refusal with more choices than buttons has all of them in a menu, or says how many are left out', () => {
    const choices = (line: string) =>
      Array.from({ length: 9 }, (_, i) => ({ label: `service-${i}`, command: `${line} ${i}` }))
    expect(clicks(refusal('Which service?', choices('restart')))).toMatchObject({
      'service-0': 'restart 0',
      'service-8': 'restart 8',
    })
    const long = refusal('Which service?', choices(`restart --reason "${'why '.repeat(60)}"`))
    expect(Object.keys(clicks(long))).toHaveLength(5)
    expect(reads(long)).toContain('and 4 more, to be typed')
    expect([...faults(long), ...faults(refusal('Which?', choices('restart')))]).toEqual([])
  })

  it('a refusal of several lines keeps them', () => {
    expect(reads(refusal('First.\n\nSecond.'))).toBe('First.\n \nSecond.')
    expect(faults(refusal('First.\n\nSecond.'))).toEqual([])
  })

  it('a confirmation is short, with times in the zone of whoever reads', () => {
    const message = confirmation(words('INC-42 is yours. Next update due ', time(began), '.'))
    expect(reads(message)).toBe('✓ INC-42 is yours. Next update due 02:14.')
    expect(message.text).toContain('<!date^')
  })

  it('a trouble of Belay’s own says that it is one', () => {
    expect(reads(trouble('Belay gave up on page:x'))).toBe('⚠️ Belay gave up on page:x')
    expect(trouble('Belay gave up on page:x').text).toBe('⚠️ Belay gave up on page:x')
  })
})

describe('a message whose blocks Slack refused', () => {
  it('says the same in plain sections, and what to type instead of its buttons', () => {
    const message = plain(card(triggered()))
    expect(message.blocks.every(({ type }) => type === 'section')).toBe(true)
    expect(reads(message)).toBe(
      [
        '🔴 P1 triggered · learnbot api-gateway, production · INC-42',
        'p99 latency above 3 s',
        'Since 02:14 UTC · nobody has it yet · @learnbot-leads will be told at 02:29 UTC',
        'PagerDuty · Dashboard',
        'Acknowledge: /belay incident ack k3jd8w2m5x7q',
        'Escalate: /belay incident escalate k3jd8w2m5x7q --from 1',
        'Health: /belay health --system learnbot --environment production --incident k3jd8w2m5x7q',
      ].join('\n'),
    )
    expect(message.text).toBe(card(triggered()).text)
  })

  it('still pings whom it was to ping', () => {
    expect(reads(plain(mention(triggered(), { level: 1, groups: ['S0X'], users: ['U0ANA'] })))).toContain(
      '<!subteam^S0X> <@U0ANA> level 1',
    )
    const reminder = entry({ kind: 'reminder', idleMs: 30 * min })
    expect(reads(plain(timelineMessage([reminder], acknowledged())))).toContain('<@U0ANA>')
  })

  it('keeps quotes, and has its text when there is nothing else', () => {
    const note = entry({ kind: 'note', text: 'one\ntwo' }, ana)
    expect(reads(plain(timelineMessage([note], acknowledged())))).toContain('Ana noted in Slack\none\ntwo')
    expect(reads(plain({ text: 'only this', blocks: [{ type: 'divider' }] }))).toBe('only this')
  })
})
