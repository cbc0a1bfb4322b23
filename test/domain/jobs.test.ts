import { describe, expect, it } from 'vitest'
import { type Job, jobId } from '../../src/domain/jobs.ts'
import { neverParks, priority } from '../../src/domain/priority.ts'
import { ana, begin, ben, minute } from './story.ts'

describe('a job', () => {
  it.each<[string, Job]>([
    ['timer:k3jd8:escalate', { kind: 'timer', incident: 'k3jd8', timer: 'escalate' }],
    ['notify:k3jd8:1:2:2', { kind: 'notify', incident: 'k3jd8', cycle: 1, climb: 2, level: 2 }],
    [
      'page:k3jd8:1:2:2:UANA',
      { kind: 'page', incident: 'k3jd8', cycle: 1, climb: 2, level: 2, person: 'UANA' },
    ],
    ['pagerduty-read:PAGE1', { kind: 'pagerduty-read', page: 'PAGE1' }],
    ['tidy:k3jd8:entry:12', { kind: 'tidy', incident: 'k3jd8', intent: 'entry:12' }],
    ['reconcile', { kind: 'reconcile' }],
    ['storm:#alerts', { kind: 'storm', channel: '#alerts' }],
    ['digest:2:UANA:3', { kind: 'digest', person: 'UANA', level: 2, number: 3 }],
  ])('has an id that says what is owed: %s', (id, job) => {
    expect(jobId(job)).toBe(id)
  })

  it('is the same job in whatever order it was written down', () => {
    const rung = { incident: 'k3jd8', cycle: 1, climb: 2, level: 2 }
    const reversed = { level: 2, climb: 2, cycle: 1, incident: 'k3jd8' }
    expect(jobId({ kind: 'page', person: 'UANA', ...reversed })).toBe(
      jobId({ kind: 'page', ...rung, person: 'UANA' }),
    )
  })

  it('that pages goes before one that shows, and is never put aside', () => {
    expect(priority('page')).toBeLessThan(priority('show'))
    expect(priority('show')).toBeLessThan(priority('tidy'))
    expect(neverParks('page')).toBe(true)
    expect(neverParks('show')).toBe(false)
    expect(neverParks('storm')).toBe(false)
    expect(neverParks('pagerduty-event')).toBe(false)
    expect(neverParks('pagerduty-urgent')).toBe(false)
  })
})

describe('what an incident owes', () => {
  it('at its beginning: its first level, its deadline and its card', () => {
    expect(begin().ordered).toEqual(['timer:k3jd8:escalate', 'notify:k3jd8:1:1:1', 'show:k3jd8', 'storm:C1'])
  })

  it('when it climbs: the next level once, and the next deadline', () => {
    const story = begin()
    story.passes(15 * minute)
    expect(story.ordered).toEqual(['timer:k3jd8:escalate', 'notify:k3jd8:1:2:2', 'show:k3jd8'])
    story.does(ben, { type: 'note', text: 'looking' })
    expect(story.ordered).toEqual(['show:k3jd8'])
  })

  it('when it is acknowledged: reminders, and no deadline any more', () => {
    const story = begin()
    story.does(ana, { type: 'acknowledge' })
    expect(story.ordered).toEqual(['timer:k3jd8:remind', 'timer:k3jd8:warn', 'show:k3jd8'])
    expect(story.cancelled).toEqual(['timer:k3jd8:escalate'])
  })

  it('after a sign of life that nobody needs to see: later deadlines', () => {
    const story = begin()
    story.does(ana, { type: 'acknowledge' })
    story.sleeps(minute)
    story.does(ana, { type: 'touch' })
    expect(story.ordered).toEqual(['timer:k3jd8:remind', 'timer:k3jd8:warn'])
  })
})
