import { expect, it } from 'vitest'
import { ana, begin, ben } from './story.ts'

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
