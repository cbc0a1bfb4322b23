import { z } from 'zod'
import type { Database } from '../../src/domain/store-settings.ts'
import type { System } from '../../src/domain/system.ts'
import type { Call } from '../../src/engine/command.ts'
import { changeArgs } from '../change-args.ts'
import { chosen } from '../look.ts'

export const databaseArg = {
  database: z.string().toLowerCase().describe('a database').optional(),
}
/** What every command that asks for a change of a database takes. */
export const changeOfDatabase = { ...changeArgs, ...databaseArg }

type AtPlace = { system: System; environment: string }

/** What the system file says of a database. */
export const settingsOf = ({ system, environment }: AtPlace, database: string): Database =>
  system.environments[environment]!.databases![database]!

/** The database that is meant: of those that have what the command is for, the one that is named, or the only one. */
export function databaseOf(
  call: Call<{ database?: string | undefined }> & AtPlace,
  has: keyof Database,
): string {
  return chosen(call, 'database', call.args.database, has)
}
