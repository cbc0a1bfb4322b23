import { expect, it } from 'vitest'
import { backupsIn } from '../../src/domain/backups.ts'

const night = { at: '0 2 * * *', zone: 'UTC', retention: 7 * 86_400_000 }
const at = (time: string) => Date.parse(`2026-11-26T${time}Z`)

it.each([
  [
    'one as it should be',
    'backup-2026-11-26T02-00-04  4 MB',
    '09:00:00',
    ['The latest of 1 backup is 7 h old, as it should be.'],
  ],
  [
    'one that is under way',
    'backup-2026-11-25T02-00-04',
    '02:30:00',
    ['The latest of 1 backup is 25 h old, as it should be.'],
  ],
  [
    'a night without one, and one that nobody took away',
    'backup-2026-11-25T02-00-04\nbackup-2026-11-18T02-00-00',
    '09:00:00',
    [
      '⚠️ The latest of 2 backups is 31 h old, and one was due 7 h ago.',
      '⚠️ 1 backup of them is older than 7 days, for which they are kept.',
    ],
  ],
  [
    'with colons',
    '2026-11-26T02:00:04Z app.gz',
    '03:30:00',
    ['The latest of 1 backup is 1 h 30 min old, as it should be.'],
  ],
  ['nothing', 'total 0', '09:00:00', ['No backup is listed that tells when it was made.']],
] as const)('of a list it is told how its backups are: %s', (_, list, time, lines) => {
  expect(backupsIn(list, night, at(time))).toEqual(lines)
})
