import { expect, it } from 'vitest'
import { recurrence } from '../../blocks/recurrence.ts'

it.each([
  ['0 2 * * *', 'every day at 02:00'],
  ['0 4 * * sun', 'Sunday at 04:00'],
  ['30 9 * * mon-fri', 'Monday to Friday at 09:30'],
  ['0 10 * * 1,wed,FRI', 'Monday, Wednesday, Friday at 10:00'],
  ['0 10 * * 7', 'Sunday at 10:00'],
  ['0 5 1 * *', 'day 1 of each month at 05:00'],
  ['0 10 1 1,apr,7,10 *', 'day 1 of Jan, Apr, Jul, Oct at 10:00'],
])('%s is read as %s', (at, words) => {
  expect(recurrence({ at, zone: 'America/New_York' })).toBe(`${words}, America/New_York`)
})

it.each(['*/5 * * * *', '0 9-17 * * mon', '0 4 1 * sun', '0 4 l * *', '0 4 * * mon#2', '0 4 1 */3 *'])(
  '%s has no short words, and stays as it is',
  at => {
    expect(recurrence({ at, zone: 'UTC' })).toBe(`${at}, UTC`)
  },
)
