import { describe, expect, it } from 'vitest'
import { belay } from '../../src/domain/actor.ts'
import { ana, begin, ben, cara, hour, minute, opening, pagerduty, type Story } from './story.ts'

/** An incident that Ana has acknowledged after two minutes, and read so far. */
function taken(): Story {
  const story = begin()
  story.sleeps(2 * minute)
  story.does(ana, { type: 'acknowledge' })
  story.news()
  return story
}

describe('an acknowledged incident', () => {
  it('has a lead, and no level is entered any more', () => {
    const story = taken()
    expect(story.incident).toMatchObject({ state: 'acknowledged', lead: ana, acknowledgedAt: story.now })
    expect(story.due('escalate')).toBeUndefined()
    expect(story.cancelled).toContain('timer:k3jd8:escalate')
    story.fire('escalate')
    expect(story.news()).toEqual([])
  })

  it('is taken once: asking again is nothing new, somebody else is told who has it', () => {
    const story = taken()
    expect(story.tries(ana, { type: 'acknowledge' })).toMatchObject({ ok: true, entries: [] })
    expect(story.tries(ben, { type: 'acknowledge' })).toEqual({
      ok: false,
      reason: 'Ana has INC-42 already.',
      offer: 'lead',
    })
    story.does(ben, { type: 'lead', lead: ben })
    expect(story.incident.lead).toEqual(ben)
  })

  it('is reminded of, warned of and only then given back', () => {
    const story = taken()
    expect([story.due('remind'), story.due('warn'), story.due('give-back')]).toEqual([32, 54.5, undefined])
    story.passes(30 * minute)
    expect(story.news()).toEqual(['reminder'])
    story.passes(22.5 * minute)
    expect(story.timeline.at(-1)).toMatchObject({ kind: 'warning', givesBackAt: story.now + 7.5 * minute })
    story.passes(7.5 * minute)
    expect(story.news()).toEqual(['warning', 'reminder', 'gave-back', 'level'])
    expect(story.incident).toMatchObject({ state: 'triggered', cycle: 2, climb: 1, level: 1 })
    expect(story.incident.lead).toBeUndefined()
    expect(story.due('escalate')).toBe(story.minutes + 15)
  })

  it('is never given back without a warning, however long nobody looked at the clock', () => {
    const story = taken()
    story.sleeps(10 * hour)
    story.fire('give-back')
    expect(story.news()).toEqual([])
    story.fire('warn')
    expect(story.timeline.at(-1)).toMatchObject({ kind: 'warning', givesBackAt: story.now + 7.5 * minute })
    story.fire('give-back')
    expect(story.incident.state).toBe('acknowledged')
  })

  it.each([
    ['an update', { type: 'update', text: 'rolling back' }],
    ['a note', { type: 'note', text: 'see the dashboard' }],
    ['a command', { type: 'touch' }],
  ] as const)('stays with whoever shows a sign of life: %s', (_, sign) => {
    const story = taken()
    story.passes(55 * minute)
    expect(story.due('give-back')).toBeDefined()
    story.does(ben, sign)
    expect(story.due('give-back')).toBeUndefined()
    expect(story.due('remind')).toBe(story.minutes + 30)
  })

  it('is not kept by what Belay or an alert says', () => {
    const story = taken()
    story.passes(10 * minute)
    story.does(belay, { type: 'trouble', text: 'Slack was away' })
    story.does(belay, { type: 'alert', title: 'again' })
    expect(story.due('remind')).toBe(32)
  })

  it('of a severity without updates is left alone', () => {
    const story = begin({ ...opening, severity: 'P2' })
    story.does(ana, { type: 'acknowledge' })
    story.passes(1000 * hour)
    expect(story.incident.state).toBe('acknowledged')
    expect(story.tries(ana, { type: 'snooze', until: story.now + hour })).toEqual({
      ok: false,
      reason: 'P2 has no reminders here: there is nothing to snooze.',
    })
    expect(story.tries(ana, { type: 'stop-reminders' })).toEqual({
      ok: false,
      reason: 'P2 has no reminders here: there is nothing to stop.',
    })
  })
})

describe('snoozing', () => {
  it('keeps quiet until then', () => {
    const story = taken()
    story.does(ana, { type: 'snooze', until: story.now + 3 * hour })
    expect(story.due('remind')).toBe(182)
    story.passes(3 * hour - 1)
    expect(story.news()).toEqual(['snoozed'])
    story.passes(1)
    expect(story.news()).toEqual(['reminder'])
  })

  it('is not cut short by a sign of life', () => {
    const story = taken()
    story.does(ana, { type: 'snooze', until: story.now + 3 * hour })
    story.does(ana, { type: 'note', text: 'waiting for the vendor' })
    expect(story.due('remind')).toBe(182)
  })

  it('ends when it turns out to be worse, as stopped reminders do: that is not what was wanted', () => {
    for (const quiet of [
      { type: 'snooze', until: 9 * hour + taken().now },
      { type: 'stop-reminders' },
    ] as const) {
      const story = taken()
      story.does(ana, quiet)
      story.does(ana, { type: 'severity', to: 'P3' })
      story.does(pagerduty, { type: 'severity', to: 'P1' })
      expect(story.incident).not.toHaveProperty('snoozedUntil')
      expect(story.due('remind')).toBe(32)
    }
  })

  it('into the past is refused', () => {
    const story = taken()
    expect(story.tries(ana, { type: 'snooze', until: story.now }).ok).toBe(false)
  })

  it('needs somebody who has it', () => {
    expect(begin().tries(ana, { type: 'snooze', until: Number.MAX_SAFE_INTEGER })).toEqual({
      ok: false,
      reason: 'Nobody has INC-42 yet: acknowledge it first.',
      offer: 'acknowledge',
    })
  })
})

describe('stopped reminders', () => {
  it('stay stopped, and the incident with whoever has it', () => {
    const story = taken()
    story.does(ana, { type: 'stop-reminders' })
    story.passes(1000 * hour)
    expect(story.news()).toEqual(['reminders-off'])
    expect(story.tries(ana, { type: 'snooze', until: story.now + hour })).toEqual({
      ok: false,
      reason: 'The reminders of INC-42 are stopped already.',
    })
    expect(story.tries(ben, { type: 'stop-reminders' })).toEqual({
      ok: false,
      reason: 'The reminders of INC-42 are stopped already.',
    })
  })

  it('begin again when somebody resumes them, from then on', () => {
    const story = taken()
    story.does(ana, { type: 'stop-reminders' })
    story.passes(100 * hour)
    story.news()
    story.does(ben, { type: 'resume-reminders' })
    expect(story.news()).toEqual(['reminders-on'])
    expect(story.due('remind')).toBe(2 + 100 * 60 + 30)
  })

  it('that are snoozed are resumed too, and those that run are left as they are', () => {
    const story = taken()
    story.does(ana, { type: 'snooze', until: story.now + 3 * hour })
    story.does(ana, { type: 'resume-reminders' })
    expect(story.due('remind')).toBe(32)
    story.news()
    story.does(ana, { type: 'resume-reminders' })
    expect(story.news()).toEqual([])
  })

  it('begin again with the next who takes it', () => {
    const story = taken()
    story.does(ana, { type: 'stop-reminders' })
    story.does(ana, { type: 'unacknowledge' })
    story.does(ben, { type: 'acknowledge' })
    expect(story.due('remind')).toBe(32)
  })
})

it.each([
  [
    'a note that PagerDuty writes by itself is no sign of life',
    pagerduty,
    ['reminder', 'warning', 'reminder', 'gave-back'],
  ],
  ['a note that somebody writes there is one', cara, []],
])('%s', (_, by, kinds) => {
  const story = begin()
  story.does(ana, { type: 'acknowledge' })
  story.news()
  for (let i = 0; i < 4; i++) {
    story.passes(20 * minute)
    story.does(by, { type: 'note', text: 'still failing' })
  }
  expect(story.news().filter(kind => kind !== 'note' && kind !== 'level')).toEqual(kinds)
})

it('an acknowledgement that a program makes in PagerDuty begins the time anew', () => {
  const story = begin()
  story.passes(14 * minute)
  story.does(pagerduty, { type: 'acknowledge' })
  expect(story.due('remind')).toBe(44)
})
