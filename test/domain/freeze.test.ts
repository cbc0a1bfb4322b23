import { expect, test } from 'vitest'
import { frozen } from '../../src/domain/freeze.ts'
import { SystemFile } from '../../src/domain/system-file.ts'
import { draft, system } from './system-file.ts'

const christmas = { from: '2026-12-20', to: '2027-01-02', reason: 'Christmas' }
const nights = { days: ['fri'], from: '18:00', to: '08:00', reason: 'the night' }
const faults = (...windows: object[]) =>
  SystemFile.safeParse(
    draft(file => Object.assign(file, { freeze: { timezone: 'UTC', windows } })),
  ).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

test('a freeze of an environment that there is, from a day to a later one, or over a night, freezes', () => {
  const windows = [{ ...christmas, only: ['production'] }, nights]
  expect(faults(...windows)).toEqual([])
  const { freeze } = system(file => Object.assign(file, { freeze: { timezone: 'UTC', windows } }))
  expect(frozen(freeze!, 'production', Date.parse('2027-01-02T23:00:00Z'))).toBe('Christmas')
  expect(frozen(freeze!, 'staging', Date.parse('2027-01-02T23:00:00Z'))).toBeUndefined()
  expect(frozen(freeze!, 'staging', Date.parse('2027-01-09T07:59:00Z'))).toBe('the night')
})

test('one that could never freeze anything is a fault of the file', () => {
  expect(faults({ ...christmas, only: ['staging', 'prodution'] }, { ...nights, only: ['test'] })).toEqual([
    'freeze.windows.0.only.1: expected one of production, staging',
    'freeze.windows.1.only.0: expected one of production, staging',
  ])
  expect(faults({ ...christmas, from: '2027-12-20' })).toEqual([
    'freeze.windows.0.to: expected a day that is not before 2027-12-20',
  ])
  expect(faults({ ...christmas, from: '2027-01-02' })).toEqual([])
})
