import { describe, expect, it } from 'vitest'
import { belay } from '../../src/domain/actor.ts'
import {
  alertmanager,
  ana,
  begin,
  ben,
  cara,
  hour,
  minute,
  night,
  opening,
  page,
  paged,
  pagerduty,
} from './story.ts'

const wish = (story: ReturnType<typeof begin>) => story.incident.pagerduty?.want

/** PagerDuty has been told of the wish that is there, and holds it. */
function tell(
  story: ReturnType<typeof begin>,
  status: 'triggered' | 'acknowledged' | 'resolved',
  level?: number,
) {
  const want = wish(story)!.at
  const held = { status, since: story.now }
  story.does(belay, { type: 'pagerduty-told', want, held, ...(level !== undefined && { level }) })
}

describe('what happens in Slack', () => {
  it('is what PagerDuty is to be told, until it has been', () => {
    const story = begin(paged)
    story.does(ana, { type: 'acknowledge' })
    expect(wish(story)).toEqual({ status: 'acknowledged', at: night, by: ana })
    expect(story.ordered).toContain('pagerduty:k3jd8')
    tell(story, 'acknowledged')
    expect(story.incident.pagerduty).toEqual({ ...page, seen: { status: 'acknowledged', at: night } })
  })

  it('counts as it was wished last', () => {
    const story = begin(paged)
    story.passes(15 * minute)
    expect(wish(story)).toMatchObject({ level: 2, by: belay })
    story.does(ana, { type: 'acknowledge' })
    expect(wish(story)).toMatchObject({ status: 'acknowledged', by: ana })
    story.does(ana, { type: 'resolve' })
    expect(wish(story)).toMatchObject({ status: 'resolved' })
  })

  it('is still to be told when two wishes fell into one instant and the first has been told', () => {
    const story = begin(paged)
    story.does(ben, { type: 'escalate' })
    const first = wish(story)!.at
    story.does(ana, { type: 'acknowledge' })
    story.does(belay, {
      type: 'pagerduty-told',
      want: first,
      held: { status: 'triggered', since: story.now },
      level: 2,
    })
    expect(wish(story)).toMatchObject({ status: 'acknowledged' })
  })

  it('is void when PagerDuty has refused it', () => {
    const story = begin(paged)
    story.does(ana, { type: 'acknowledge' })
    story.does(belay, { type: 'pagerduty-told', want: wish(story)!.at })
    expect(story.incident.pagerduty).toEqual({
      ...page,
      seen: { status: 'triggered', at: night },
      refused: true,
    })
  })

  it('carries notes and updates over, and not those that came from there', () => {
    const story = begin(paged)
    story.does(ana, { type: 'note', text: 'seen' })
    expect(story.ordered).toContain('pagerduty-note:k3jd8:2')
    story.does(cara, { type: 'note', text: 'seen too' })
    expect(story.ordered).toEqual(['show:k3jd8'])
  })
})

describe('what happens in PagerDuty', () => {
  it('happens here too, and is not told back', () => {
    const story = begin(paged)
    story.sleeps(minute)
    story.does(cara, { type: 'acknowledge' })
    expect(story.incident).toMatchObject({ state: 'acknowledged', lead: cara })
    story.sleeps(minute)
    story.does(cara, { type: 'resolve' })
    expect(story.incident).toMatchObject({ state: 'resolved', pagerduty: { seen: { status: 'resolved' } } })
    expect(wish(story)).toBeUndefined()
  })

  it('calls off the level that was to be called there', () => {
    const story = begin(paged)
    story.passes(15 * minute)
    story.does(cara, { type: 'acknowledge' }, story.now - 1000)
    expect(story.incident.state).toBe('acknowledged')
    expect(wish(story)).toBeUndefined()
  })

  it('fulfils a wish that it matches', () => {
    const story = begin(paged)
    story.does(ana, { type: 'acknowledge' })
    story.does(cara, { type: 'acknowledge' }, night + 500)
    expect(wish(story)).toBeUndefined()
    expect(story.incident.lead).toEqual(ana)
  })

  it('fulfils no wish that what was asked for before may still undo', () => {
    const story = begin(paged)
    story.does(ana, { type: 'acknowledge' })
    story.does(ana, { type: 'escalate', level: 2 })
    story.does(cara, { type: 'escalate', level: 2 }, night + 500)
    story.does(cara, { type: 'acknowledge' }, night + 1000)
    expect(story.incident).toMatchObject({ state: 'triggered', level: 2 })
    expect(wish(story)).toMatchObject({ level: 2, by: ana })
  })

  it('does not undo the wish to resolve by an acknowledgement that crossed it', () => {
    const story = begin(paged)
    story.does(ana, { type: 'resolve' })
    story.does(cara, { type: 'acknowledge' }, night + 500)
    expect(story.incident).toMatchObject({
      state: 'resolved',
      pagerduty: { seen: { status: 'acknowledged' } },
    })
    expect(wish(story)).toMatchObject({ status: 'resolved' })
  })

  it('is no news when it was asked for here before something else was wanted', () => {
    const story = begin(paged)
    story.does(ana, { type: 'resolve' })
    story.sleeps(1000)
    story.does(ana, { type: 'reopen' })
    story.does(ben, { type: 'acknowledge' })
    for (const type of ['resolve', 'reopen'] as const) story.does(cara, { type }, story.now + 500)
    expect(story.incident).toMatchObject({ state: 'acknowledged', lead: ben })
    expect(wish(story)).toMatchObject({ status: 'acknowledged', by: ben })
    tell(story, 'acknowledged')
    story.sleeps(minute)
    story.does(cara, { type: 'resolve' })
    expect(story.incident.state).toBe('resolved')
  })

  it('is news again once nothing can be under way any more, though PagerDuty has not been told yet', () => {
    const story = begin(paged)
    story.does(ana, { type: 'acknowledge' })
    story.does(ana, { type: 'escalate', level: 2 })
    story.sleeps(6 * minute)
    story.does(cara, { type: 'acknowledge' })
    expect(story.incident).toMatchObject({ state: 'acknowledged', lead: cara })
    expect(wish(story)).toBeUndefined()
  })

  it('is no news however late when what is to be acknowledged is opened again first', () => {
    const story = begin(paged)
    story.does(cara, { type: 'resolve' })
    story.sleeps(minute)
    story.does(ana, { type: 'reopen' })
    story.does(ana, { type: 'mitigate' })
    story.sleeps(6 * minute)
    story.does(cara, { type: 'reopen' })
    expect(story.incident).toMatchObject({ state: 'mitigated', lead: ana })
  })

  it('is no news when it is told late, and was asked for here', () => {
    const story = begin(paged)
    story.does(ana, { type: 'resolve' })
    story.does(ana, { type: 'reopen' })
    story.sleeps(2000)
    tell(story, 'triggered', 1)
    story.does(cara, { type: 'resolve' }, story.now - 500)
    expect(story.incident).toMatchObject({ state: 'triggered', pagerduty: { seen: { status: 'triggered' } } })
  })

  it('is nothing to an incident for which that page stands no more', () => {
    const story = begin(paged)
    story.does(ana, { type: 'resolve' })
    tell(story, 'resolved')
    story.sleeps(minute)
    story.does(alertmanager, { type: 'alert', title: 'p99 latency' })
    for (const type of ['acknowledge', 'resolve', 'escalate'] as const)
      story.does(cara, { type, pageId: page.id }, story.now + 1)
    expect(story.incident).toMatchObject({ state: 'triggered', level: 1 })
  })

  it('pages anew when it was taken back there', () => {
    const story = begin(paged)
    story.does(cara, { type: 'acknowledge' })
    story.sleeps(30 * minute)
    story.does(pagerduty, { type: 'unacknowledge' })
    expect(story.incident).toMatchObject({ state: 'triggered', cycle: 2, level: 1 })
    expect(story.due('escalate')).toBe(45)
  })

  it('changes nothing when it is older than what was done since', () => {
    const story = begin(paged)
    story.sleeps(10 * minute)
    story.does(ana, { type: 'acknowledge' })
    for (const type of ['unacknowledge', 'resolve', 'reopen', 'escalate'] as const) {
      story.does(cara, { type }, story.now - 1)
    }
    expect(story.incident).toMatchObject({ state: 'acknowledged', lead: ana, cycle: 1 })
  })

  it('changes nothing when PagerDuty itself has said something newer', () => {
    const story = begin(paged)
    story.sleeps(10 * minute)
    story.does(pagerduty, { type: 'unacknowledge' }, night + 2000)
    story.does(cara, { type: 'acknowledge' }, night + 1000)
    expect(story.incident).toMatchObject({ state: 'triggered', pagerduty: { seen: { status: 'triggered' } } })
  })

  it('sets the severity, also when somebody has acknowledged since', () => {
    const story = begin(paged)
    story.sleeps(2000)
    story.does(ana, { type: 'acknowledge' })
    story.does(cara, { type: 'severity', to: 'P2' }, night + 1000)
    expect(story.incident).toMatchObject({ state: 'acknowledged', severity: 'P2' })
    story.does(cara, { type: 'severity', to: 'P3' }, night + 500)
    expect(story.incident.severity).toBe('P2')
  })
})

describe('two ladders', () => {
  it('go by the one that climbed first: its level is adopted, and the deadline is anew', () => {
    const story = begin(paged)
    story.sleeps(5 * minute)
    story.does(pagerduty, { type: 'escalate', level: 2 })
    expect(story.incident).toMatchObject({ level: 2, pagerduty: { seen: { level: 2 } } })
    expect(story.due('escalate')).toBe(35)
    expect(wish(story)).toBeUndefined()
  })

  it('do not climb twice for one level', () => {
    const story = begin(paged)
    story.passes(15 * minute)
    story.does(pagerduty, { type: 'escalate', level: 2 })
    expect(story.incident).toMatchObject({ level: 2, climb: 2 })
    expect(wish(story)).toBeUndefined()
  })

  it('adopt no level that is not for the severity', () => {
    const story = begin({ ...paged, severity: 'P3' })
    story.does(pagerduty, { type: 'escalate', level: 5 })
    expect(story.incident.level).toBe(2)
    story.does(pagerduty, { type: 'escalate', level: 6 })
    expect(story.incident).toMatchObject({ level: 2, climb: 2 })
  })

  it('leave it with whoever has it when PagerDuty climbs by itself, but not when a person has it climb', () => {
    const story = begin(paged)
    story.does(ana, { type: 'acknowledge' })
    story.sleeps(minute)
    story.does(pagerduty, { type: 'escalate', level: 2 })
    expect(story.incident).toMatchObject({ state: 'acknowledged', lead: ana })
    story.does(cara, { type: 'escalate', level: 2 })
    expect(story.incident).toMatchObject({ state: 'triggered', cycle: 2, level: 2 })
  })

  it('begin anew when it is opened again, and know what an escalation led to', () => {
    const story = begin(paged)
    story.sleeps(minute)
    story.does(pagerduty, { type: 'escalate' })
    expect(story.incident.pagerduty).toMatchObject({ escalated: { by: pagerduty } })
    story.does(pagerduty, { type: 'escalate', level: 2 })
    expect(story.incident.pagerduty?.seen.level).toBe(2)
    story.does(pagerduty, { type: 'escalate' })
    story.does(pagerduty, { type: 'escalate', level: 2 })
    expect(story.incident.pagerduty).not.toHaveProperty('escalated')
    story.sleeps(minute)
    story.does(cara, { type: 'resolve' })
    story.sleeps(minute)
    story.does(cara, { type: 'reopen' })
    expect(story.incident.pagerduty?.seen).not.toHaveProperty('level')
  })

  it('are told to page again when it is given back', () => {
    const story = begin(paged)
    story.does(ana, { type: 'acknowledge' })
    tell(story, 'acknowledged')
    story.sleeps(minute)
    story.does(ana, { type: 'unacknowledge' })
    expect(wish(story)).toMatchObject({ level: 1 })
  })
})

describe('a page', () => {
  const declared = { ...opening, pagerdutyService: 'PLEARN1' }

  it('is asked for when the severity pages and PagerDuty does not know of it', () => {
    const story = begin(declared)
    expect(story.ordered).toContain('pagerduty-create:k3jd8:1')
    story.does(belay, { type: 'paging', ...page })
    expect(story.incident.pagerduty).toMatchObject(page)
    expect(wish(story)).toBeUndefined()
  })

  it('is asked for when the severity is raised to one that pages', () => {
    const story = begin({ ...declared, severity: 'P3' })
    expect(story.ordered.join()).not.toContain('pagerduty-create')
    story.does(ana, { type: 'severity', to: 'P2' })
    expect(story.ordered).toContain('pagerduty-create:k3jd8:1')
  })

  it.each([
    ['acknowledge', 'acknowledged'],
    ['resolve', 'resolved'],
  ] as const)('that comes after the %s is told of it, so that it does not climb on', (type, status) => {
    const story = begin(declared)
    story.does(ana, { type })
    story.does(belay, { type: 'paging', ...page })
    expect(wish(story)).toMatchObject({ status })
    expect(story.ordered).toContain('pagerduty:k3jd8')
  })

  it('that was resolved is to be triggered again when the incident is reopened', () => {
    const story = begin(paged)
    story.does(ana, { type: 'resolve' })
    tell(story, 'resolved')
    story.sleeps(hour)
    story.does(ana, { type: 'reopen' })
    expect(story.incident.pagerduty).toMatchObject({ ...page, want: { status: 'triggered' } })
    expect(story.ordered).toContain('pagerduty:k3jd8')
  })

  it('that was resolved stays behind as a link when the incident alerts again, and a new one is asked for', () => {
    const story = begin(paged)
    story.does(cara, { type: 'resolve' })
    story.sleeps(minute)
    story.does(belay, { type: 'alert', title: 'p99 latency' })
    expect(story.incident.pagerduty).toBeUndefined()
    expect(story.incident.links).toEqual([{ label: 'PagerDuty (before)', url: page.url }])
    expect(story.ordered).toContain('pagerduty-create:k3jd8:2')
  })

  it('that was not resolved yet pages on when the incident is reopened', () => {
    const story = begin(paged)
    story.does(ana, { type: 'resolve' })
    story.sleeps(minute)
    story.does(ana, { type: 'reopen' })
    expect(story.incident.pagerduty).toMatchObject({ ...page, want: { level: 1 } })
  })

  it('that is being resolved when the incident alerts again is to be open again', () => {
    const story = begin(paged)
    story.does(ana, { type: 'resolve' })
    story.sleeps(1000)
    story.does(alertmanager, { type: 'alert', title: 'p99 latency' })
    expect(story.incident.pagerduty).toMatchObject({ ...page, want: { status: 'triggered', level: 1 } })
    story.does(cara, { type: 'resolve' }, story.now + 500)
    expect(story.incident.state).toBe('triggered')
  })

  it('that comes for a resolved incident takes the place of the one before', () => {
    const story = begin(paged)
    story.does(cara, { type: 'resolve' })
    story.sleeps(minute)
    const next = { id: 'PAGE2', url: 'https://example.pagerduty.com/incidents/PAGE2' }
    story.does(pagerduty, { type: 'alert', title: 'p99 latency', page: next })
    expect(story.incident).toMatchObject({
      state: 'triggered',
      pagerduty: { ...next, seen: { status: 'triggered' } },
    })
    expect(story.incident.links).toHaveLength(1)
  })

  it('that is being resolved when another takes its place goes into that one', () => {
    const next = { id: 'PAGE2', url: 'https://example.pagerduty.com/incidents/PAGE2' }
    const merge = 'pagerduty-merge:k3jd8:PAGE1'
    const story = begin(paged)
    story.does(ana, { type: 'resolve' })
    story.sleeps(1000)
    story.does(pagerduty, { type: 'alert', title: 'p99 latency', page: next })
    expect(story.incident).toMatchObject({ state: 'triggered', pagerduty: next })
    expect(story.ordered.filter(id => id.startsWith('pagerduty-merge'))).toEqual([merge])

    const told = begin(paged)
    told.does(ana, { type: 'resolve' })
    tell(told, 'resolved')
    told.does(pagerduty, { type: 'alert', title: 'p99 latency', page: next })
    expect(told.ordered.join()).not.toContain('pagerduty-merge')
  })

  it('that comes by another alert stands for an open incident that has none, and is told who has it', () => {
    const next = { id: 'PAGE2', url: 'https://example.pagerduty.com/incidents/PAGE2' }
    const story = begin(opening)
    story.does(ana, { type: 'acknowledge' })
    story.news()
    story.does(pagerduty, { type: 'alert', title: 'the pool is empty', page: next })
    expect(story.incident).toMatchObject({ state: 'acknowledged', pagerduty: next })
    expect(wish(story)).toMatchObject({ status: 'acknowledged', by: ana })
    expect(story.news()).toEqual(['alert', 'paging'])

    const nobodys = begin(opening)
    nobodys.does(pagerduty, { type: 'alert', title: 'the pool is empty', page: next })
    expect(nobodys.incident).toMatchObject({ state: 'triggered', pagerduty: next })
    expect(wish(nobodys)).toBeUndefined()
  })

  it('that comes by another alert is news, and no more, for an open incident that has an open one', () => {
    const next = { id: 'PAGE2', url: 'https://example.pagerduty.com/incidents/PAGE2' }
    const story = begin(paged)
    story.news()
    story.does(pagerduty, { type: 'alert', title: 'the pool is empty', page: next })
    expect(story.incident.pagerduty).toMatchObject(page)
    expect(story.news()).toEqual(['alert'])
  })

  it('that was merged there ends the incident as merged, as late as it is heard of, and is not told back', () => {
    const story = begin(paged)
    story.does(ana, { type: 'acknowledge' })
    story.sleeps(minute)
    story.does(cara, { type: 'merge', into: { id: 'other', number: 7 } }, story.now - 1000)
    expect(story.incident).toMatchObject({
      state: 'resolved',
      resolvedAt: story.now - 1000,
      mergedInto: { number: 7 },
      pagerduty: { seen: { status: 'resolved' } },
    })
    expect(wish(story)).toBeUndefined()
  })

  it('that was merged there before it was resolved here is old news', () => {
    const story = begin(paged)
    story.sleeps(minute)
    story.does(ana, { type: 'resolve' })
    story.does(cara, { type: 'merge', into: { id: 'other', number: 7 } }, story.now - 1000)
    expect(story.incident.mergedInto).toBeUndefined()
  })

  it.each([
    ['acknowledged', ['opened', 'acknowledged']],
    ['resolved', ['opened', 'resolved']],
  ] as const)(
    'that is first heard of when it is %s tells nobody, and "triggered" is old news then',
    (status, news) => {
      const story = begin({ ...paged, by: cara, page: { ...page, status } })
      expect(story.news()).toEqual(news)
      expect(story.ordered).toEqual(
        status === 'resolved' ? expect.not.arrayContaining(['notify:k3jd8:1:1:1']) : expect.anything(),
      )
      story.does(pagerduty, { type: status === 'resolved' ? 'reopen' : 'unacknowledge' }, night - 1)
      expect(story.incident.state).toBe(status)
    },
  )
})
