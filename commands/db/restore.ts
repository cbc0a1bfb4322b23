import { z } from 'zod'
import { Milliseconds } from '../../src/domain/duration.ts'
import { UserError } from '../../src/domain/errors.ts'
import { Instant } from '../../src/domain/instant.ts'
import { stamp } from '../../src/domain/stamp.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { lineFor } from '../../src/operations/database/find.ts'
import { request } from '../request.ts'
import { changeOfDatabase, databaseOf } from './database.ts'

export const dbRestore: Command = systemCommand({
  name: 'db restore',
  summary: 'Make a new database of a snapshot',
  more: 'Or of how it was at a moment (--to).',
  example: 'db restore --database {databases rds} --to 2026-11-26T01:00:00Z',
  args: z.object({
    ...changeOfDatabase,
    snapshot: z.string().trim().describe('a snapshot').optional(),
    to: z.string().trim().describe('a moment').optional(),
    as: z.string().trim().toLowerCase().describe('a name').optional(),
  }),
  positional: ['snapshot'],
  permission: 'operators',
  async run(call) {
    const { snapshot, to, as } = call.args
    const database = databaseOf(call, 'rds')
    if ((snapshot === undefined) === (to === undefined))
      throw new UserError(
        'From which snapshot, or to which moment? By its name, or as in: db restore --to "30m ago"',
        {
          label: 'Show snapshots',
          command: lineFor('db snapshots', call, database),
        },
      )
    const id = call.system.environments[call.environment]!.databases?.[database]?.rds ?? database
    const now = call.faces.now()
    const input = {
      database,
      ...(to === undefined ? { snapshot: snapshot! } : { to: momentOf(to, now) }),
      as: as ?? `${id.slice(0, 40)}-restored-${stamp(now)}`,
    }
    return request(call, { operation: 'db restore', input, all: true })
  },
})

/** "2026-11-26T01:00:00Z", or "30m ago". */
function momentOf(text: string, now: number): string {
  const [, ago] = /^(\S+)\s+ago$/i.exec(text) ?? []
  const back = ago === undefined ? undefined : Milliseconds.safeParse(ago).data
  const at = back === undefined ? Instant.safeParse(text).data : now - back
  if (at !== undefined) return new Date(at).toISOString()
  throw new UserError(
    `"${text.slice(0, 40)}" is no moment: with its date and offset, as in --to 2026-11-26T01:00:00Z; or --to "30m ago"`,
  )
}
