import { describe, expect, it } from 'vitest'
import { byClockOf, momentOf } from '../../src/domain/moment.ts'

const now = Date.parse('2026-11-26T12:00:00Z')
const iso = (at: number | undefined) => at && new Date(at).toISOString().replace(':00.000', '')

describe('a moment', () => {
  it.each([
    ['2026-11-25T03:00:00Z', '2026-11-25T03:00Z'],
    ['2026-11-25 03:00 UTC', '2026-11-25T03:00Z'],
    ['2026-11-25 3:00Z', '2026-11-25T03:00Z'],
    ['2026-11-25 03:00 +02:00', '2026-11-25T01:00Z'],
    ['2026-11-25T03:00:00.000-0500', '2026-11-25T08:00Z'],
    ['11:30 UTC', '2026-11-26T11:30Z'],
    ['13:00 UTC', '2026-11-25T13:00Z'],
    ['30 min ago', '2026-11-26T11:30Z'],
    ['2 hours ago', '2026-11-26T10:00Z'],
    ['30m', '2026-11-26T11:30Z'],
  ])('"%s" says when it was, and by which clock', (text, at) => {
    expect(iso(momentOf(text, now))).toBe(at)
  })

  it.each([
    '2026-11-25 03:00',
    '03:00',
    'yesterday',
    '2026-11-25',
    '2026-02-30 03:00 UTC',
    '25:00 UTC',
    '2026-11-25 03:00 +99:00',
    'ago',
  ])('"%s" does not', text => {
    expect(momentOf(text, now)).toBeUndefined()
  })

  it.each([
    ['2026-11-25 03:00', '2026-11-25T08:00Z'],
    ['2026-07-01T03:00', '2026-07-01T07:00Z'],
    ['6:30', '2026-11-26T11:30Z'],
    ['07:30', '2026-11-25T12:30Z'],
    ['03:00 UTC', undefined],
    ['2026-11-31 03:00', undefined],
  ])('"%s" is one by the clock of New York', (text, at) => {
    expect(iso(byClockOf('America/New_York', text, now))).toBe(at)
  })
})
