import { describe, expect, it } from 'vitest'
import {
  asTyped,
  Duration,
  inWords,
  Milliseconds,
  milliseconds,
  parseDuration,
} from '../../src/domain/duration.ts'

describe('a duration', () => {
  it.each([
    ['90s', { ms: 90_000 }],
    ['15m', { ms: 900_000 }],
    ['4h', { ms: 14_400_000 }],
    ['2d', { ms: 172_800_000 }],
    ['1.5h', { ms: 5_400_000 }],
    [' 2 H ', { ms: 7_200_000 }],
    ['60min', { ms: 3_600_000 }],
    ['1 Hour', { ms: 3_600_000 }],
    ['2hrs', { ms: 7_200_000 }],
    ['30 seconds', { ms: 30_000 }],
    ['2 days', { ms: 172_800_000 }],
    ['4 business hours', { businessHours: 4 }],
    ['1 business hour', { businessHours: 1 }],
    ['2 business days', { businessDays: 2 }],
    ['next business day', { nextBusinessDay: true }],
  ])('is read from "%s"', (text, duration) => {
    expect(parseDuration(text)).toEqual(duration)
  })

  it.each([
    '',
    '15',
    'soon',
    '-5m',
    '0s',
    '0.0001s',
    '1h30m',
    '2 months',
    '5 ms',
    '367d',
    '0 business hours',
    '0 business days',
    '9999999 business hours',
    'next day',
  ])('is not "%s"', text => {
    expect(parseDuration(text)).toBeUndefined()
  })

  it('says in a system file what it may look like', () => {
    expect(Duration.safeParse('soon').error?.issues[0]?.message).toMatch(
      /^expected a duration: 90s.*next business day/,
    )
    expect(Milliseconds.safeParse('4 business hours').success).toBe(false)
    expect(Milliseconds.parse('30m')).toBe(1_800_000)
  })
})

it.each([
  [0, '0 s'],
  [-5_000, '0 s'],
  [59_400, '59 s'],
  [59_600, '1 min'],
  [37 * 60_000, '37 min'],
  [3_599_000, '1 h'],
  [125 * 60_000, '2 h 5 min'],
  [10 * 3_600_000 + 59 * 60_000, '11 h'],
  [47 * 3_600_000 + 50 * 60_000, '2 days'],
  [60 * 3_600_000, '2 days 12 h'],
  [61 * 86_400_000, '61 days'],
])('%i ms are "%s"', (ms, words) => {
  expect(inWords(ms)).toBe(words)
})

it.each([
  [1_500, '1.5s'],
  [400, '0.4s'],
  [1_001, '1.001s'],
  [90_000, '90s'],
  [45 * 60_000, '45m'],
  [3_600_000, '1h'],
  [36 * 3_600_000, '36h'],
  [2 * 86_400_000, '2d'],
])('%i ms are written back as %s, and read as the same', (ms, typed) => {
  expect(asTyped(ms)).toBe(typed)
  expect(Milliseconds.parse(typed)).toBe(ms)
})

it.each([
  ['soon', 'expected a duration: 90s, 15m, 4h or 2d'],
  ['0.4s', 'expected 1s at least'],
  ['25h', 'a nap lasts 24 h at most'],
  ['400d', 'a nap lasts 24 h at most'],
])('what is asked for as %s is refused with its limit', (typed, why) => {
  const nap = milliseconds(1_000, 86_400_000, 'a nap lasts 24 h at most')
  expect(nap.safeParse(typed).error?.issues[0]?.message).toBe(why)
  expect(Milliseconds.safeParse('400d').error?.issues[0]?.message).toBe('expected 366 days at most')
})
