import { describe, expect, it } from 'vitest'
import { filter } from '../../../sandbox/aws/filter-pattern.ts'

const messages = [
  'ERROR checkout failed',
  'INFO checkout "paid"',
  '{"level":"error","duration":2500,"user":{"id":"abc123"}}',
  '{"level":"info","duration":80}',
]
const found = (pattern: string) => {
  const matches = filter(pattern)
  return matches ? messages.flatMap((message, i) => (matches(message) ? [i] : [])) : 'invalid'
}

describe('a filter pattern', () => {
  it.each([
    ['', [0, 1, 2, 3]],
    ['ERROR', [0]],
    ['checkout failed', [0]],
    ['"checkout failed"', [0]],
    ['"failed checkout"', []],
    ['checkout -ERROR', [1]],
    ['?ERROR ?info', [0, 3]],
    ['checkout ?failed', [0, 1]],
    [String.raw`"\"level\":\"error\""`, [2]],
    [String.raw`?ERROR ?"\"level\":\"error\""`, [0, 2]],
    ['{ $.duration > 2000 }', [2]],
    ['{ $.level = "error" && $.duration >= 2500 }', [2]],
    ['{ ($.level = error || $.level = "info") && $.duration < 100 }', [3]],
    ['{ $.user.id = "abc*" }', [2]],
    ['{ $.level != "error" }', [3]],
    ['[level = ERROR, what, how]', [0]],
    ['[level, what, how]', [0, 1]],
    ['[level, what]', []],
  ])('%s', (pattern, expected) => {
    expect(found(pattern)).toEqual(expected)
  })

  it.each([
    'a-b',
    '"a',
    '"a"b',
    '{ $.a > }',
    '{ $.a = "b" } c',
    '{ a = b }',
    '"a\\"',
    '{ $.a = "b" || }',
    '[a',
    '[a >]',
  ])('is none: %s', pattern => {
    expect(found(pattern)).toBe('invalid')
  })
})
