import { expect, test } from 'vitest'
import { replaced } from '../../bench/page.ts'
import { compare, table } from '../../bench/table.ts'
import { verdict } from '../../bench/verdict.ts'

const rounds = [
  { belay: 30, peer: 10 },
  { belay: 12, peer: 10 },
  { belay: 14, peer: 10 },
]

test('a comparison is the ratio of the medians, with the lowest and the highest of a round, held against its aim', () => {
  expect(compare('p99', rounds, 'ms', { atMost: 1.5 })).toEqual({
    what: 'p99',
    belay: '14 ms',
    peer: '10 ms',
    ratio: '1.4 (1.2–3)',
    aim: 'at most 1.5',
    met: true,
  })
  expect(compare('acks', rounds, '/s', { atLeast: 1.5 }).met).toBe(false)
  expect(compare('memory', rounds, 'MiB').met).toBeUndefined()
})

test('the last line counts the aims that are met, and names what was missed and what was not measured', () => {
  const met = compare('p99', rounds, 'ms', { atMost: 1.5 })
  const missed = compare('late', rounds, 'ms', { atMost: 0.2 })
  const without = compare('memory', rounds, 'MiB')
  expect(verdict([met, without], [])).toEqual({ text: '1 of 1 aims met', isMet: true })
  expect(verdict([met], ['size'])).toEqual({
    text: '1 of 1 aims met; not measured: size',
    isMet: false,
  })
  expect(verdict([met, missed], ['size'])).toEqual({
    text: '1 of 2 aims met; missed: late (1.4 (1.2–3)); not measured: size',
    isMet: false,
  })
})

test('the table goes into a page between its marks, in place of the one before', () => {
  const found = table([compare('p99', rounds, 'ms', { atMost: 1 })])
  expect(found.split('\n').at(-1)).toBe('| p99  | 14 ms | 10 ms | 1.4 (1.2–3) | at most 1 | no  |')
  const page = 'Before\n<!-- measured -->\nold\n<!-- /measured -->\nAfter\n'
  expect(replaced(page, found)).toBe(`Before\n<!-- measured -->\n${found}\n<!-- /measured -->\nAfter\n`)
  expect(() => replaced('no marks', found)).toThrow('has no <!-- measured -->')
})
