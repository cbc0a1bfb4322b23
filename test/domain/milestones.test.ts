import { describe, expect, it } from 'vitest'
import type { Milestone } from '../../src/domain/milestone-settings.ts'
import { ana, begin as beginWith, ben, hour, minute, opening, policy } from './story.ts'

const milestones: Milestone[] = [
  { title: 'First look', within: 5 * minute, from: 'opened', notes: ['Read the logs'] },
  { title: 'Acknowledge', within: 10 * minute, from: 'opened', only: ['P1'], passed: 'acknowledged' },
  { title: 'Restore', within: hour, from: 'opened', passed: 'mitigated' },
  { title: 'Post-mortem', within: 24 * hour, from: 'resolved', only: ['P2'] },
]
const begin = (severity: 'P1' | 'P2' = 'P1') =>
  beginWith({ ...opening, severity, policy: { ...policy, milestones } })

describe('milestones', () => {
  it('are told when they are due, once each, and say what there is to them', () => {
    const story = begin()
    story.passes(2 * hour)
    const told = story.timeline.filter(({ kind }) => kind === 'milestone-due')
    expect(told).toMatchObject([
      { title: 'First look', notes: ['Read the logs'], number: 1 },
      { title: 'Acknowledge', number: 2 },
      { title: 'Restore', number: 3 },
    ])
  })

  it('are passed by what happens, or by whoever ticks them; what is passed is not told', () => {
    const story = begin()
    story.does(ana, { type: 'acknowledge' })
    story.does(ben, { type: 'milestone', number: 1 })
    expect(story.timeline.at(-1)).toMatchObject({ kind: 'milestone', title: 'First look', by: ben })
    expect(story.tries(ana, { type: 'milestone', number: 1 })).toMatchObject({
      ok: false,
      reason: 'First look is done already: Ben ticked it.',
    })
    expect(story.tries(ana, { type: 'milestone', number: 9 })).toMatchObject({ ok: false })
    expect(story.due('milestone')).toBe(60)
    story.does(ana, { type: 'mitigate' })
    expect(story.due('milestone')).toBeUndefined()
  })

  it('belong to severities, and follow a change of them', () => {
    const story = begin('P2')
    story.does(ben, { type: 'milestone', number: 1 })
    expect(story.due('milestone')).toBe(60)
    story.does(ana, { type: 'severity', to: 'P1' })
    expect(story.due('milestone')).toBe(10)
  })

  it('count from the end where they are about that, and begin anew with an incident that is back', () => {
    const story = begin('P2')
    story.passes(30 * minute)
    story.does(ana, { type: 'resolve' })
    expect(story.due('milestone')).toBe(30 + 24 * 60)
    story.passes(30 * minute)
    story.does(ana, { type: 'reopen' })
    expect(story.due('milestone')).toBe(60 + 5)
  })

  it('in business time are due while the business is open', () => {
    const within = (days: number): Milestone['within'] => ({ businessDays: days })
    const own: Milestone[] = [
      { title: 'Answer', within: within(2), from: 'opened' },
      { title: 'Look', within: { businessHours: 1 }, from: 'opened' },
      { title: 'Post-mortem', within: within(1), from: 'resolved' },
    ]
    const story = beginWith({ ...opening, severity: 'P2', policy: { ...policy, milestones: own } })
    // On a Wednesday at 02:14 it opens at 09:00; two days later is Friday, when it closes at 17:00.
    expect(story.due('milestone')).toBe(6 * 60 + 46 + 60)
    story.does(ana, { type: 'milestone', number: 2 })
    expect(story.due('milestone')).toBe(2 * 24 * 60 + 14 * 60 + 46)
    story.does(ana, { type: 'resolve' })
    expect(story.due('milestone')).toBe(24 * 60 + 14 * 60 + 46)
  })

  it('several that were missed are told together, each with how late it is', () => {
    const story = begin()
    story.sleeps(20 * minute)
    story.news()
    story.fire('milestone')
    expect(story.news()).toEqual(['milestone-due', 'milestone-due'])
    expect(story.timeline.at(-1)).toMatchObject({ late: 10 * minute })
  })

  it('are not told once reminders are stopped', () => {
    const story = begin()
    story.does(ana, { type: 'acknowledge' })
    story.does(ana, { type: 'stop-reminders' })
    expect(story.due('milestone')).toBeUndefined()
  })
})
