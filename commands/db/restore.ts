import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { byClockOf, momentOf, written } from '../../src/domain/moment.ts'
import { stamp } from '../../src/domain/stamp.ts'
import { type Call, type Command, systemCommand } from '../../src/engine/command.ts'
import { lineFor } from '../../src/operations/database/find.ts'
import { request } from '../request.ts'
import { changeOfDatabase, databaseOf } from './database.ts'

export const dbRestore: Command = systemCommand({
  name: 'db restore',
  knownAs: ['aws rds restore-db-instance-to-point-in-time', 'aws rds restore-db-instance-from-db-snapshot'],
  summary: 'Make a new database of a snapshot',
  more: 'Or of how it was at a moment (--to).',
  example: 'db restore --database {databases rds} --to 2026-11-26T01:00:00Z',
  args: z.object({
    ...changeOfDatabase,
    snapshot: z.string().trim().describe('a snapshot').optional(),
    to: z.string().trim().describe('a moment').meta({ spaced: written }).optional(),
    as: z.string().trim().toLowerCase().describe('a name').optional(),
  }),
  positional: ['snapshot'],
  permission: 'operators',
  async run(call) {
    const { snapshot, to, as } = call.args
    const database = databaseOf(call, 'rds')
    const show = { label: 'Show snapshots', command: lineFor('db snapshots', call, database) }
    if (snapshot === undefined && to === undefined)
      throw new UserError(
        'From which snapshot, or to which moment? By its name, or as in: db restore --to "30m ago"',
        show,
      )
    if (snapshot !== undefined && to !== undefined)
      throw new UserError(
        `Of the snapshot ${snapshot.slice(0, 40)}, or as it was ${to.slice(0, 40)}? One of the two, as in: db restore --to "30m ago"`,
        show,
      )
    const id = call.system.environments[call.environment]!.databases?.[database]?.rds ?? database
    const now = call.faces.now()
    const input = {
      database,
      ...(to === undefined ? { snapshot: snapshot! } : { to: await momentIn(to, call) }),
      as: as ?? `${id.slice(0, 40)}-restored-${stamp(now)}`,
    }
    return request(call, { operation: 'db restore', input, all: true })
  },
})

/** In ISO 8601. Which clock is meant is asked where it is not said: an hour beside it is another database. */
async function momentIn(typed: string, { invocation, faces }: Pick<Call<unknown>, 'invocation' | 'faces'>) {
  const now = faces.now()
  const at = momentOf(typed, now)
  if (at !== undefined) return new Date(at).toISOString()
  const reader = await faces.people.member(invocation.user)
  const zones = [...new Set([reader?.timezone ?? 'UTC', 'UTC'])]
  const readings = zones.flatMap(zone => {
    const read = byClockOf(zone, typed, now)
    return read === undefined
      ? []
      : { label: `${typed} ${zone}`, command: `${invocation.text} --to ${new Date(read).toISOString()}` }
  })
  throw new UserError(
    readings.length > 0
      ? `By which clock is it ${typed}? Say it with its offset, as in: db restore --to "${typed} UTC"`
      : `"${typed.slice(0, 40)}" is no moment: with its date and offset, as in --to 2026-11-26T01:00:00Z; or --to "30m ago"`,
    ...readings,
  )
}
