import { describe, expect, it } from 'vitest'
import { type Actor, belay, isSame } from '../../src/domain/actor.ts'
import { ana, begin, ben, cara, minute, paged } from './story.ts'

const inSlack: Actor = { via: 'slack', id: 'UCARA', name: 'Cara Jones' }
const known = { type: 'identified', person: 'PCARA', slack: 'UCARA', name: 'Cara Jones' } as const

function taken(by = cara) {
  const story = begin(paged)
  story.sleeps(minute)
  story.does(by, { type: 'acknowledge' })
  return story
}

describe('whoever acknowledges in PagerDuty', () => {
  it('is to be found in Slack, once', () => {
    const story = taken()
    expect(story.ordered).toContain('identify:k3jd8:PCARA')
    story.does(cara, { type: 'note', text: 'seen' })
    expect(story.ordered).toEqual(['show:k3jd8'])
  })

  it('and is, when the incident was first heard of as acknowledged', () => {
    const story = begin({ ...paged, by: cara, page: { ...paged.page!, status: 'acknowledged' } })
    expect(story.ordered).toContain('identify:k3jd8:PCARA')
  })

  it('is not looked for in Slack when they did it in Slack, or nobody did', () => {
    expect(taken(ana).ordered.join()).not.toContain('identify')
    const story = begin(paged)
    story.does({ via: 'pagerduty', name: 'PagerDuty' }, { type: 'acknowledge' })
    expect(story.ordered.join()).not.toContain('identify')
  })

  it('is the same person in both places from then on, and the card is to say so', () => {
    const story = taken()
    story.news()
    story.does(belay, known)
    expect(story.incident.lead).toEqual({ ...cara, name: 'Cara Jones', slack: 'UCARA' })
    expect(story.ordered).toEqual(['show:k3jd8'])
    expect(story.news()).toEqual([])
    const { incident } = story
    story.does(inSlack, { type: 'acknowledge' })
    story.does(inSlack, { type: 'lead', lead: inSlack })
    expect(story.incident).toMatchObject({ lead: incident.lead, entries: incident.entries })
    expect(story.tries(ben, { type: 'acknowledge' })).toMatchObject({
      reason: 'Cara Jones has INC-42 already.',
    })
  })

  it('gives no sign of life by being found', () => {
    const story = taken()
    const due = story.due('remind')
    story.sleeps(5 * minute)
    story.does(belay, known)
    expect(story.due('remind')).toBe(due)
  })

  it('is not mistaken for whoever leads by the time they are found', () => {
    const story = taken()
    story.does(ana, { type: 'lead', lead: ben })
    const before = story.incident
    story.does(belay, known)
    expect(story.incident).toBe(before)
    const other = taken({ via: 'pagerduty', id: 'PDOV', name: 'Dov' })
    other.does(belay, known)
    expect(other.incident.lead).not.toHaveProperty('slack')
  })

  it('is looked for anew when they take it again', () => {
    const story = taken()
    story.does(belay, known)
    story.sleeps(minute)
    story.does({ via: 'pagerduty', name: 'PagerDuty' }, { type: 'unacknowledge' })
    story.sleeps(minute)
    story.does(cara, { type: 'acknowledge' })
    expect(story.ordered).toContain('identify:k3jd8:PCARA')
  })
})

it('two actors are one person by the id they have in either place', () => {
  const both: Actor = { ...cara, slack: 'UCARA' }
  expect(isSame(both, inSlack)).toBe(true)
  expect(isSame(inSlack, both)).toBe(true)
  expect(isSame(both, cara)).toBe(true)
  expect(isSame(cara, inSlack)).toBe(false)
  expect(isSame(both, { ...ben, id: 'PCARA' })).toBe(false)
  expect(isSame(undefined, inSlack)).toBe(false)
})
