import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BusinessHours, endOf, openTimeOf } from '../../src/domain/business-hours.ts'
import { parseDuration } from '../../src/domain/duration.ts'

const office = BusinessHours.parse({
  timezone: 'America/New_York',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '17:00',
  holidays: ['2026-11-26', '2026-12-25'],
})
const night = BusinessHours.parse({ ...office, timezone: 'Europe/Berlin', from: '22:00', to: '06:00' })
const always = BusinessHours.parse({
  timezone: 'Europe/Berlin',
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  from: '00:00',
  to: '00:00',
})

/** When `duration` from `at` is over, with the offset that `at` is written in told by hand. */
const end = (duration: string, at: string, hours = office) =>
  new Date(endOf(parseDuration(duration)!, Date.parse(at), hours)).toISOString()
const utc = (at: string) => new Date(at).toISOString()

describe('business hours', () => {
  it.each([
    ['within a day', '4 business hours', '2026-11-17T09:30:00-05:00', '2026-11-17T13:30:00-05:00'],
    ['up to the closing', '4 business hours', '2026-11-17T13:00:00-05:00', '2026-11-17T17:00:00-05:00'],
    ['over a night', '4 business hours', '2026-11-17T16:00:00-05:00', '2026-11-18T12:00:00-05:00'],
    ['before the opening', '1 business hour', '2026-11-17T03:00:00-05:00', '2026-11-17T10:00:00-05:00'],
    ['after the closing', '1 business hour', '2026-11-17T20:00:00-05:00', '2026-11-18T10:00:00-05:00'],
    ['over a weekend', '4 business hours', '2026-11-20T16:59:00-05:00', '2026-11-23T12:59:00-05:00'],
    ['on a weekend', '0.5 business hours', '2026-11-21T12:00:00-05:00', '2026-11-23T09:30:00-05:00'],
    ['over a holiday', '8 business hours', '2026-11-25T13:00:00-05:00', '2026-11-27T13:00:00-05:00'],
    ['over weeks', '80 business hours', '2026-11-02T09:00:00-05:00', '2026-11-13T17:00:00-05:00'],
  ])('are counted while it is open: %s', (_, duration, from, to) => {
    expect(end(duration, from)).toBe(utc(to))
  })

  it('are hours of work at 16:59 on the Friday before the clocks go back', () => {
    expect(end('4 business hours', '2026-10-30T16:59:00-04:00')).toBe(utc('2026-11-02T12:59:00-05:00'))
  })

  it('are hours of work at 16:59 on the Friday before the clocks go forward', () => {
    expect(end('4 business hours', '2026-03-06T16:59:00-05:00')).toBe(utc('2026-03-09T12:59:00-04:00'))
  })

  it('over midnight belong to the day they begin on', () => {
    expect(end('2 business hours', '2026-11-18T05:00:00+01:00', night)).toBe(utc('2026-11-18T23:00:00+01:00'))
    expect(end('2 business hours', '2026-11-21T05:00:00+01:00', night)).toBe(utc('2026-11-23T23:00:00+01:00'))
    expect(end('1 business hour', '2026-11-23T04:00:00+01:00', night)).toBe(utc('2026-11-23T23:00:00+01:00'))
  })

  it('over a midnight when the clocks change are as long as the night is', () => {
    const weekend = { ...night, days: ['sat' as const] }
    expect(end('9 business hours', '2026-10-24T22:00:00+02:00', weekend)).toBe(
      utc('2026-10-25T06:00:00+01:00'),
    )
    expect(end('7 business hours', '2026-03-28T22:00:00+01:00', weekend)).toBe(
      utc('2026-03-29T06:00:00+02:00'),
    )
  })

  it('round the clock are hours of the clock on the wall', () => {
    expect(end('30 business hours', '2026-10-24T12:00:00+02:00', always)).toBe(
      utc('2026-10-25T17:00:00+01:00'),
    )
    expect(openTimeOf(always)).toBe(24 * 3_600_000)
    expect(openTimeOf(night)).toBe(8 * 3_600_000)
  })

  it('begin later by what the clock skips, and are none on a day when that is after they end', () => {
    const early = { ...always, from: '02:30', to: '04:00' }
    expect(end('0.5 business hours', '2026-03-29T00:00:00+01:00', early)).toBe(
      utc('2026-03-29T04:00:00+02:00'),
    )
    const short = { ...always, from: '02:30', to: '03:15' }
    expect(end('0.5 business hours', '2026-03-29T00:00:00+01:00', short)).toBe(
      utc('2026-03-30T03:00:00+02:00'),
    )
  })
})

describe('the next business day', () => {
  it.each([
    ['in the morning', '2026-11-17T08:00:00-05:00', '2026-11-18T17:00:00-05:00'],
    ['late in the evening', '2026-11-17T23:30:00-05:00', '2026-11-18T17:00:00-05:00'],
    ['on a Friday', '2026-11-20T16:59:00-05:00', '2026-11-23T17:00:00-05:00'],
    ['on a Saturday', '2026-11-21T12:00:00-05:00', '2026-11-23T17:00:00-05:00'],
    ['on a Sunday', '2026-11-22T23:59:00-05:00', '2026-11-23T17:00:00-05:00'],
    ['before a holiday', '2026-11-25T10:00:00-05:00', '2026-11-27T17:00:00-05:00'],
    ['on the Friday before the clocks go back', '2026-10-30T16:59:00-04:00', '2026-11-02T17:00:00-05:00'],
    ['on the Friday before they go forward', '2026-03-06T16:59:00-05:00', '2026-03-09T17:00:00-04:00'],
  ])('closes at its closing time, asked %s', (_, from, to) => {
    expect(end('next business day', from)).toBe(utc(to))
  })

  it.each([
    ['2 business days', '2026-11-17T08:00:00-05:00', '2026-11-19T17:00:00-05:00'],
    ['2 business days', '2026-11-25T10:00:00-05:00', '2026-11-30T17:00:00-05:00'],
    ['1 business day', '2026-11-20T10:00:00-05:00', '2026-11-23T17:00:00-05:00'],
    ['300 business days', '2026-11-17T08:00:00-05:00', '2028-01-13T17:00:00-05:00'],
  ])('and those that follow it: %s from %s', (duration, from, to) => {
    expect(end(duration, from)).toBe(utc(to))
  })

  it('goes by the local date, not by that of UTC', () => {
    expect(end('next business day', '2026-11-18T01:00:00Z')).toBe(utc('2026-11-18T17:00:00-05:00'))
  })

  it('of a night closes in the morning after', () => {
    expect(end('next business day', '2026-11-17T12:00:00+01:00', night)).toBe(
      utc('2026-11-19T06:00:00+01:00'),
    )
  })
})

describe('durations', () => {
  it('by the wall clock need no business hours', () => {
    expect(endOf({ ms: 900_000 }, 1_000, undefined)).toBe(901_000)
  })

  it('in business time without business hours are a mistake of the program', () => {
    expect(() => endOf({ nextBusinessDay: true }, 0, undefined)).toThrow('needs business hours')
  })

  const zones = [
    'UTC',
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Asia/Kolkata',
  ]
  const timeOfDay = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(all => all.map(part => String(part).padStart(2, '0')).join(':'))
  const anyHours = fc.record({
    timezone: fc.constantFrom(...zones),
    days: fc.uniqueArray(fc.constantFrom(...office.days, 'sat' as const, 'sun' as const), { minLength: 1 }),
    from: timeOfDay,
    to: timeOfDay,
    holidays: fc.constantFrom<string[]>([], ['2026-03-29', '2026-11-26']),
  })
  const anyTime = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) })
  const hours = fc.double({ min: 0.001, max: 60, noNaN: true })

  it('end after they begin, a longer one never before a shorter, and one begun later never before one begun earlier', () => {
    fc.assert(
      fc.property(anyHours, anyTime, hours, hours, (open, from, some, more) => {
        const at = endOf({ businessHours: some }, from, open)
        expect(at).toBeGreaterThan(from)
        expect(at).toSatisfy(Number.isInteger)
        expect(endOf({ businessHours: some + more }, from, open)).toBeGreaterThanOrEqual(at)
        expect(endOf({ businessHours: some }, from + 3_600_000, open)).toBeGreaterThanOrEqual(at)
        expect(endOf({ nextBusinessDay: true }, from, open)).toBeGreaterThan(from)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the hours in a system file', () => {
  const faults = (given: object) =>
    BusinessHours.safeParse({ ...office, ...given }).error?.issues.map(({ path, message }) => [
      path.join('.'),
      message,
    ])

  it.each([
    [{ timezone: 'Europe/Nowhere' }, 'timezone', 'expected a time zone such as Europe/Berlin or UTC'],
    [{ from: '9:00' }, 'from', 'expected a time of day such as "09:00"'],
    [{ to: '24:00' }, 'to', 'expected a time of day such as "09:00"'],
    [{ holidays: ['2026-02-30'] }, 'holidays.0', 'expected a date such as 2026-12-25'],
  ])('are faulty with %j', (given, path, message) => {
    expect(faults(given)).toEqual([[path, message]])
  })

  it('need a day', () => {
    expect(faults({ days: [] })).toHaveLength(1)
  })
})
