import { describe, expect, it } from 'vitest'
import { lastUpTo, nextAfter } from '../../src/domain/recurrence.ts'
import { ScheduleSettings } from '../../src/domain/schedule/settings.ts'

const at = (text: string) => Date.parse(text)
const said = (time: number | undefined) => time && new Date(time).toISOString()

describe('the last time up to now, and the next', () => {
  const nine = { at: '0 9 * * *', zone: 'UTC' }

  it.each([
    ['2026-11-26T08:59:59.001Z', '2026-11-25T09:00:00.000Z', '2026-11-26T09:00:00.000Z'],
    ['2026-11-26T08:59:59.999Z', '2026-11-25T09:00:00.000Z', '2026-11-26T09:00:00.000Z'],
    ['2026-11-26T09:00:00.000Z', '2026-11-26T09:00:00.000Z', '2026-11-27T09:00:00.000Z'],
    ['2026-11-26T09:00:00.001Z', '2026-11-26T09:00:00.000Z', '2026-11-27T09:00:00.000Z'],
  ])('at %s', (now, last, next) => {
    expect([said(lastUpTo(nine, at(now))), said(nextAfter(nine, at(now)))]).toEqual([last, next])
  })

  it('fit together at every minute of a year, over both leaps of the clock', () => {
    const halfPastTwo = { at: '30 2 * * *', zone: 'America/New_York' }
    let last = at('2026-01-01T07:30:00Z')
    for (let i = 0; i < 365; i++) {
      const next = nextAfter(halfPastTwo, last)!
      expect(next - last).toBeGreaterThanOrEqual(23 * 3_600_000)
      expect(next - last).toBeLessThanOrEqual(25 * 3_600_000)
      expect(lastUpTo(halfPastTwo, next - 1)).toBe(last)
      expect(lastUpTo(halfPastTwo, next)).toBe(next)
      last = next
    }
  })
})

describe('summer time', () => {
  it('a time that the clock skips is the moment of the leap', () => {
    const when = { at: '30 2 * * *', zone: 'Europe/Berlin' }
    expect(said(nextAfter(when, at('2026-03-28T12:00:00Z')))).toBe('2026-03-29T01:00:00.000Z')
    expect(said(lastUpTo(when, at('2026-03-29T12:00:00Z')))).toBe('2026-03-29T01:00:00.000Z')
  })

  it('a time that the clock shows twice comes once', () => {
    const when = { at: '30 1 * * *', zone: 'America/New_York' }
    expect(said(nextAfter(when, at('2026-10-31T12:00:00Z')))).toBe('2026-11-01T05:30:00.000Z')
    expect(said(nextAfter(when, at('2026-11-01T05:30:00Z')))).toBe('2026-11-02T06:30:00.000Z')
  })
})

describe('in a system file', () => {
  const fault = (expression: string, zone = 'UTC') =>
    ScheduleSettings.safeParse({
      at: expression,
      zone,
      environment: 'production',
      operation: 'restart',
    }).error?.issues.map(({ message }) => message)

  it.each(['0 9 * * mon-fri', '*/15 * * * *', '0 4 L * *'])('%s is a time', expression => {
    expect(fault(expression)).toBeUndefined()
  })

  it.each(['', 'morning', '0 9 * *', '0 0 9 * * *', '61 * * * *', '0 9 * * xyz', '@daily'])(
    '"%s" is none, and what is expected is said',
    expression => {
      expect(fault(expression)).toEqual([expect.stringContaining('five fields of cron')])
    },
  )

  it('a day that no month has never comes; a zone has to be one', () => {
    expect(fault('0 0 30 2 *')).toEqual(['expected a time that comes'])
    expect(fault('0 9 * * *', 'New York')).toEqual([expect.stringContaining('a time zone')])
  })
})
