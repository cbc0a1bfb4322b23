import { expect, it } from 'vitest'
import { ana, begin, ben, minute, night } from './story.ts'

it('nobody leads what still pages: it is to be acknowledged first', () => {
  const story = begin()
  expect(story.tries(ana, { type: 'lead', lead: ana })).toEqual({
    ok: false,
    reason: 'Nobody has INC-42 yet: acknowledge it first.',
    offer: 'acknowledge',
  })
})

it('a handover says who had it before', () => {
  const story = begin()
  story.does(ana, { type: 'acknowledge' })
  story.does(ana, { type: 'lead', lead: ben })
  expect(story.incident.lead).toEqual(ben)
  expect(story.timeline.at(-1)).toMatchObject({ kind: 'lead', lead: ben, from: ana })
})

it('whoever leads has it since they do, whenever it was first acknowledged', () => {
  const story = begin()
  story.sleeps(2 * minute)
  story.does(ana, { type: 'acknowledge' })
  expect(story.incident).toMatchObject({ acknowledgedAt: night + 2 * minute, leadAt: night + 2 * minute })
  story.sleeps(3 * minute)
  story.does(ana, { type: 'lead', lead: ben })
  expect(story.incident).toMatchObject({ acknowledgedAt: night + 2 * minute, leadAt: night + 5 * minute })
  story.does(ana, { type: 'escalate', level: 2 })
  expect(story.incident).toMatchObject({ state: 'triggered', acknowledgedAt: night + 2 * minute })
  expect(story.incident.leadAt).toBeUndefined()
  story.sleeps(minute)
  story.does(ben, { type: 'acknowledge' })
  expect(story.incident).toMatchObject({ acknowledgedAt: night + 2 * minute, leadAt: night + 6 * minute })
})
