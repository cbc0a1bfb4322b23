import { describe, expect, it } from 'vitest'
import type { Signal } from '../../src/domain/incident.ts'
import type { Opening } from '../../src/domain/opening.ts'
import type { Severity } from '../../src/domain/severity.ts'
import { alertmanager, ana, begin, minute, night, opening } from './story.ts'

const title = 'HighP99Latency: p99 latency 3.4 s'
const alerts = (...alerts: string[]): Signal => ({ at: night, alerts })

/** Opened by Alertmanager for one alert, as a P3. */
const told: Opening = {
  ...opening,
  by: alertmanager,
  severity: 'P3',
  pagerdutyService: 'PLEARN1',
  monitored: { ...alerts('A'), severity: 'P3' },
}
const firing = (signal: Signal, severity: Severity = 'P3') =>
  ({ type: 'firing', title, severity, signal }) as const
const cleared = (at: number) => ({ type: 'cleared', signal: { at } }) as const

/** Opened for one alarm, which tells of itself alone. */
const alarm: Opening = { ...told, monitored: { at: night, severity: 'P3' } }

describe('what a monitor says again', () => {
  it('is no news while it is open, and none to whoever has resolved it', () => {
    const story = begin(told)
    const before = story.incident
    story.does(alertmanager, firing(alerts('A')))
    expect(story.incident).toBe(before)
    story.does(ana, { type: 'resolve' })
    story.news()
    story.sleeps(minute)
    story.does(alertmanager, firing(alerts('A')))
    story.does(alertmanager, firing(alerts('A'), 'P1'))
    story.does(alertmanager, cleared(night + minute))
    expect([story.incident.state, story.incident.severity, story.news()]).toEqual(['resolved', 'P3', []])
  })

  it('is one line when the group has grown, and none when it has shrunk', () => {
    const story = begin(told)
    story.news()
    story.does(alertmanager, firing(alerts('A', 'B')))
    expect(story.news()).toEqual(['alert'])
    story.does(alertmanager, firing(alerts('A', 'B')))
    story.does(alertmanager, firing(alerts('B')))
    story.does(alertmanager, firing(alerts('A')))
    expect(story.news()).toEqual([])
  })

  it('is known, however many alerts came in between', () => {
    const story = begin(told)
    story.news()
    for (const alert of ['B', 'C']) story.does(alertmanager, firing(alerts(alert)))
    expect(story.news()).toEqual(['alert', 'alert'])
    for (const alert of ['A', 'B', 'C']) story.does(alertmanager, firing(alerts(alert)))
    expect(story.news()).toEqual([])
  })

  it('counts by its time where it tells of one thing alone', () => {
    const story = begin(alarm)
    story.news()
    story.does(alertmanager, firing({ at: night }))
    story.does(alertmanager, firing({ at: night - minute }))
    expect(story.news()).toEqual([])
    story.does(alertmanager, firing({ at: night + 1 }))
    expect(story.news()).toEqual(['alert'])
  })
})

describe('how severe it is', () => {
  it('rises when the worst gets worse, and then PagerDuty is asked to page', () => {
    const story = begin(told)
    expect(story.ordered).not.toContain('pagerduty-create:k3jd8:1')
    story.does(alertmanager, firing(alerts('A', 'B'), 'P1'))
    expect(story.incident.severity).toBe('P1')
    expect(story.ordered).toContain('pagerduty-create:k3jd8:1')
    expect(story.timeline.slice(-2)).toMatchObject([
      { kind: 'severity', from: 'P3', to: 'P1' },
      { kind: 'alert' },
    ])
  })

  it('never falls by itself, and does not rise against whoever has lowered it', () => {
    const story = begin({ ...told, severity: 'P1', monitored: { ...alerts('A'), severity: 'P1' } })
    story.does(alertmanager, firing(alerts('A', 'B'), 'P3'))
    expect(story.incident.severity).toBe('P1')
    story.does(ana, { type: 'severity', to: 'P4' })
    story.does(alertmanager, firing(alerts('A', 'B', 'C'), 'P1'))
    expect(story.incident.severity).toBe('P4')
  })

  it('does not fall when the worst gets worse than before, but not as bad as somebody has said', () => {
    const story = begin(told)
    story.does(ana, { type: 'severity', to: 'P1' })
    story.does(alertmanager, firing(alerts('A', 'B'), 'P2'))
    expect(story.incident.severity).toBe('P1')
  })

  it('stays when the incident was opened under rules that do not have it', () => {
    const { P1: _, ...others } = told.policy.severities
    const story = begin({ ...told, policy: { ...told.policy, severities: others } })
    story.does(alertmanager, firing(alerts('A', 'B'), 'P1'))
    expect(story.incident.severity).toBe('P3')
  })
})

describe('what is over', () => {
  it.each(['nobody', 'ana'])('is resolved when %s has it, and PagerDuty is told', who => {
    const story = begin(told)
    story.does(alertmanager, { type: 'paging', id: 'PAGE1', url: 'https://x' })
    if (who === 'ana') story.does(ana, { type: 'acknowledge' })
    story.sleeps(5 * minute)
    story.does(alertmanager, cleared(night + minute))
    expect(story.incident).toMatchObject({
      state: 'resolved',
      pagerduty: { want: { status: 'resolved', by: alertmanager } },
    })
    expect(story.timeline.at(-1)).toMatchObject({ kind: 'resolved', by: alertmanager })
  })

  it('is not over when something has fired since', () => {
    const story = begin(told)
    story.does(alertmanager, firing({ at: night + 2 * minute, alerts: ['B'] }))
    story.does(alertmanager, cleared(night + minute))
    expect(story.incident.state).toBe('triggered')
    story.does(alertmanager, cleared(night + 3 * minute))
    expect(story.incident.state).toBe('resolved')
  })

  it('opens anew within ten minutes, pages from the first level and is as bad as the worst', () => {
    const story = begin(told)
    story.sleeps(minute)
    story.does(alertmanager, cleared(story.now))
    story.news()
    story.sleeps(10 * minute)
    story.does(alertmanager, firing({ at: story.now, alerts: ['B'] }, 'P1'))
    expect(story.incident).toMatchObject({ state: 'triggered', cycle: 2, severity: 'P1', level: 1 })
    expect(story.news()).toEqual(['severity', 'reopened', 'level'])
  })

  it('is another incident after that', () => {
    const story = begin(told)
    story.sleeps(minute)
    story.does(alertmanager, cleared(story.now))
    story.sleeps(10 * minute + 1)
    const before = story.incident
    const tried = story.tries(alertmanager, firing({ at: story.now, alerts: ['B'] }))
    expect([tried.ok, story.incident]).toEqual([false, before])
  })

  it('opened anew by hand, it does not end by what was told before', () => {
    const story = begin(told)
    story.sleeps(minute)
    story.does(alertmanager, cleared(night + minute))
    story.sleeps(minute)
    story.does(ana, { type: 'reopen' })
    story.does(alertmanager, cleared(night + minute))
    expect(story.incident.state).toBe('triggered')
  })

  it('first heard of when it was over, it wakes nobody, and what fired before is old', () => {
    const story = begin({ ...told, over: true })
    expect([story.incident.state, story.news()]).toEqual(['resolved', ['opened', 'resolved']])
    expect(story.ordered.filter(id => id.startsWith('notify'))).toEqual([])
    story.does(alertmanager, firing(alerts('A')))
    expect(story.incident.state).toBe('resolved')
  })
})

it('what was merged remembers what is told of it, and stays where it is', () => {
  const story = begin(told)
  story.does(ana, { type: 'merge', into: { id: 'other', number: 7 } })
  story.news()
  story.does(alertmanager, firing(alerts('A', 'B'), 'P1'))
  expect([story.incident.state, story.incident.monitored?.alerts, story.news()]).toEqual([
    'resolved',
    ['A', 'B'],
    [],
  ])
})
