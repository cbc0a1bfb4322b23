import { z } from 'zod'
import { inWords } from '../../domain/duration.ts'
import { OutsideError } from '../../domain/errors.ts'
import type { Cell } from '../../domain/reading.ts'
import type { Rds, Update } from '../../ports/rds.ts'
import type { Read } from '../read.ts'
import { day } from '../secrets/age.ts'
import { again, type Found, findInstance, lineFor } from './find.ts'

const input = z.object({ database: z.string() })
const dayMs = 86_400_000

/** An instance of RDS: its size, its state, and its backups against what the system file says of them. */
export const info = (rds: Rds): Read<z.infer<typeof input>> => ({
  name: 'db info',
  input,
  async read({ database }, where) {
    const found = await findInstance(rds, where, database)
    const { state, named } = found
    const updates = await updatesOf(rds, found)
    const rows = rowsOf(found, updates.row)
    const differing = rows.filter(([, , expected, is]) => expected !== '' && is === 'otherwise')
    return {
      state: state.status === 'available' ? (differing.length > 0 ? 'unsettled' : 'fine') : 'unsettled',
      title: `${named}: ${state.status}, ${state.class}, ${state.storage} GiB`,
      lines: [
        ...differing.map(([what, is, expected]) => `${what}: ${is}, and the system file says ${expected}.`),
        ...(state.isPublic ? ['It can be reached from the internet.'] : []),
        ...(state.waitsForReboot ? ['Some of its parameters count from its next reboot on.'] : []),
        ...(state.retentionDays === 0 ? ['It has no automatic backups.'] : []),
        ...updates.lines,
      ],
      table: {
        columns: ['What', 'Is', 'System file says'],
        rows: rows.map(([what, is, expected]): Cell[] => [what, is, expected]),
      },
      offers: [
        { label: 'Snapshots', command: lineFor('db snapshots', where, database) },
        { label: 'Make a snapshot', command: lineFor('db snapshot', where, database) },
        again('db info', where, database),
      ],
    }
  },
})

type Row = [what: string, is: string, expected: string, stands: 'as expected' | 'otherwise']

/** What AWS has for it: in a row of the table, and each that waits. The rest is told also where that cannot be. */
async function updatesOf(rds: Rds, { id, place }: Found): Promise<{ row: string; lines: string[] }> {
  try {
    const all = await rds.updates(id, place)
    return { row: all.length === 0 ? 'none waits' : `${all.length} waiting`, lines: all.map(updateInWords) }
  } catch (error) {
    if (error instanceof OutsideError) return { row: 'not known', lines: [error.message] }
    throw error
  }
}

const updateInWords = ({ action, what, at }: Update): string =>
  `An update waits: ${action}, ${what.replace(/\.$/, '')}; ${at === undefined ? 'it is for the team to apply' : `by itself on ${day(at)}`}.`

function rowsOf({ id, state, settings }: Found, updates: string): Row[] {
  const { backups, multiAz, maintenanceWindow } = settings
  const row = (what: string, is: string, expected = '', agrees = true): Row => [
    ...([what, is, expected] as const),
    agrees ? 'as expected' : 'otherwise',
  ]
  const wanted = backups?.retention
  const two = (is: boolean) => (is ? 'two zones' : 'one zone')
  return [
    row('Instance', id),
    row('Engine', `${state.engine} ${state.version}`),
    row('Updates', updates),
    row('Class', state.pending.class ? `${state.class}, becomes ${state.pending.class}` : state.class),
    row('Storage', storageOf(state)),
    row(
      'Backups are kept',
      state.retentionDays === 0 ? 'not at all' : inWords(state.retentionDays * dayMs),
      wanted === undefined ? '' : inWords(wanted),
      wanted === undefined || state.retentionDays * dayMs === wanted,
    ),
    row(
      'Backup window, UTC',
      state.window,
      backups?.window,
      backups?.window === undefined || backups.window === state.window,
    ),
    row(
      'Maintenance, UTC',
      state.maintenanceWindow,
      maintenanceWindow,
      maintenanceWindow === undefined || maintenanceWindow === state.maintenanceWindow,
    ),
    row(
      'Zones',
      two(state.multiAz),
      multiAz === undefined ? '' : two(multiAz),
      multiAz === undefined || multiAz === state.multiAz,
    ),
    row('Parameter group', state.parameterGroup ?? 'none'),
    row('Address', state.endpoint ?? 'none yet'),
  ]
}

const storageOf = ({ storage, maxStorage, pending }: Found['state']): string =>
  [
    `${storage} GiB`,
    ...(pending.storage ? [`becomes ${pending.storage} GiB`] : []),
    ...(maxStorage ? [`grows by itself to ${maxStorage} GiB`] : []),
  ].join(', ')
