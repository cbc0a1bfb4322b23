import { describe, expect, it } from 'vitest'
import type { Actor } from '../../src/domain/actor.ts'
import { levelOf } from '../../src/domain/pagerduty-level.ts'
import type { PagerDutyLink } from '../../src/domain/pagerduty-state.ts'
import { cara, minute, night, page, pagerduty } from './story.ts'

/** The page as it was seen at this level, and what was heard of it since. */
const seenAt = (level: number | undefined, more: Partial<PagerDutyLink> = {}): PagerDutyLink => ({
  ...page,
  seen: { status: 'triggered', at: night, ...(level !== undefined && { level }) },
  ...more,
})
const climbed = (by: Actor = pagerduty, at = night + minute) => ({ escalated: { by, at } })

describe('the level of a page whose people are on several', () => {
  it('is the first of them from its beginning', () => {
    expect(levelOf(seenAt(undefined), { fits: [1, 3] })).toBe(1)
    expect(levelOf(undefined, { fits: [2, 3] })).toBe(2)
  })

  it('is the one it was last seen at, or the next', () => {
    expect(levelOf(seenAt(2), { fits: [1, 3] })).toBe(3)
    expect(levelOf(seenAt(3), { fits: [1, 3] })).toBe(3)
  })

  it('is beyond that once it was heard to climb, and the first after the last', () => {
    expect(levelOf(seenAt(1, climbed()), { fits: [1, 2], last: 3 })).toBe(2)
    expect(levelOf(seenAt(1, climbed()), { fits: [1, 3], last: 3 })).toBe(3)
    expect(levelOf(seenAt(3, climbed()), { fits: [1, 3], last: 3 })).toBe(1)
  })

  it('is not beyond that when what was heard is what Belay asked for, or is older', () => {
    const raised = { raisedAt: night + minute }
    const heard = (by: Actor, afterMs: number) =>
      levelOf(seenAt(2, { ...raised, ...climbed(by, night + minute + afterMs) }), { fits: [2, 3] })
    expect([heard(cara, 2_000), heard(cara, -2_000), heard(pagerduty, -2_000)]).toEqual([2, 2, 2])
    expect([heard(cara, minute), heard(pagerduty, 2_000)]).toEqual([3, 3])
  })
})

describe('the level of a page whose people are on none', () => {
  it('is not known, or the next once it was heard to climb, if there is one', () => {
    expect(levelOf(seenAt(1), { fits: [], last: 3 })).toBeUndefined()
    expect(levelOf(seenAt(1, climbed()), { fits: [], last: 3 })).toBe(2)
    expect(levelOf(seenAt(3, climbed()), { fits: [], last: 3 })).toBeUndefined()
  })
})
