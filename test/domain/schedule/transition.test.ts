import { describe, expect, it } from 'vitest'
import type { Actor } from '../../../src/domain/actor.ts'
import { dueAt, mayWaitMs } from '../../../src/domain/schedule/due.ts'
import { isAllowed, type Schedule } from '../../../src/domain/schedule/schedule.ts'
import { scheduleTransition } from '../../../src/domain/schedule/transition.ts'

const [ben, cara]: Actor[] = ['Ben', 'Cara'].map(name => ({ via: 'slack', id: `U${name}`, name }))
const fresh: Schedule = {
  schema: 1,
  id: 'change/weekly',
  digest: 'd1',
  since: 0,
  required: 2,
  allowed: [],
}
const allow = (by: Actor, digest = 'd1') => ({ type: 'allow', digest, required: 2, by, at: 1 }) as const
function come(schedule: Schedule, ...events: Parameters<typeof scheduleTransition>[1][]): Schedule {
  return events.reduce((one, event) => {
    const outcome = scheduleTransition(one, event)
    if (!outcome.ok) throw new Error(outcome.reason)
    return outcome.schedule
  }, schedule)
}

describe('an allowance', () => {
  it('takes as many different approvers as its environment asks for', () => {
    const once = come(fresh, allow(ben!))
    expect(isAllowed(once)).toBe(false)
    expect(scheduleTransition(once, allow(ben!))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('somebody else'),
    })
    expect(isAllowed(come(once, allow(cara!)))).toBe(true)
  })

  it('is for the text that was seen', () => {
    expect(scheduleTransition(fresh, allow(ben!, 'd2'))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('something else'),
    })
  })

  it('ends with a stop, and is then to be given anew by all', () => {
    const stopped = come(fresh, allow(ben!), allow(cara!), { type: 'stop', by: ben!, at: 2 })
    expect(isAllowed(stopped)).toBe(false)
    const again = come(stopped, allow(cara!))
    expect([again.allowed.length, isAllowed(again)]).toEqual([1, false])
  })

  it('also of what could not be planned before', () => {
    expect(come({ ...fresh, why: 'no such database' }, allow(ben!))).not.toHaveProperty('why')
  })
})

describe('what is due', () => {
  const when = { at: '0 9 * * *', zone: 'UTC' }
  const day = 24 * 3_600_000
  const nine = Date.parse('2026-11-26T09:00:00Z')

  it('is the last time that has come and was not seen to', () => {
    expect(dueAt(when, { since: nine - 3 * day }, nine + 1)).toBe(nine)
    expect(dueAt(when, { since: nine }, nine + day - 1)).toBeUndefined()
    expect(dueAt(when, { since: nine - 1 }, nine - 1)).toBeUndefined()
  })

  it('is waited for until the next time, but not all day', () => {
    expect(mayWaitMs(when, nine)).toBe(6 * 3_600_000)
    expect(mayWaitMs({ ...when, at: '0 * * * *' }, nine)).toBe(3_600_000)
  })
})
