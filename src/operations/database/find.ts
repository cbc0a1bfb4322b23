import { UserError } from '../../domain/errors.ts'
import { databaseResource } from '../../domain/run/resource.ts'
import type { Database } from '../../domain/store-settings.ts'
import type { Instance, Place, Rds } from '../../ports/rds.ts'
import { accountOf } from '../account.ts'
import { lineAt } from '../line-at.ts'
import type { Where } from '../operation.ts'

/** A database of the system file. */
export interface Named {
  database: string
  settings: Database
  place: Place
  /** "postgres, production" */
  named: string
  resource: string
}

export function databaseOf({ system, environment, settings }: Where, database: string): Named {
  const found = settings.databases?.[database]
  if (!found)
    throw new UserError(
      `${system.title} ${environment} has no database ${database.slice(0, 40)} in its system file.`,
    )
  return {
    database,
    settings: found,
    place: accountOf(settings),
    named: `${database}, ${environment}`,
    resource: databaseResource(settings, database),
  }
}

export interface Found extends Named {
  id: string
  state: Instance
}

/** Which instance of RDS a database is, without looking at it. */
export function instanceOf(where: Where, database: string): Named & { id: string } {
  const named = databaseOf(where, database)
  const { rds } = named.settings
  if (rds === undefined)
    throw new UserError(
      `${named.named} is no instance of RDS that Belay knows: its system file would name it as \`rds\`.`,
    )
  return { ...named, id: rds }
}

/** The instance of RDS that a look or a plan is about. */
export async function findInstance(rds: Rds, where: Where, database: string): Promise<Found> {
  const named = instanceOf(where, database)
  const state = await rds.instance(named.id, named.place)
  if (!state)
    throw new UserError(`RDS has no instance ${named.id}: correct \`rds\` of ${database} in the system file.`)
  return { ...named, state }
}

/** What RDS lets be changed now: it changes one thing after the other. */
export function ready({ id, database, state }: Found, where: Where): void {
  if (state.status === 'available') return
  throw new UserError(`${id} is ${state.status} just now: RDS changes it once it is available again.`, {
    label: `Look at ${database}`,
    command: lineFor('db info', where, database),
  })
}

/** The command at this place, for one of its databases. */
export const lineFor = (
  command: string,
  { system, environment }: Pick<Where, 'system' | 'environment'>,
  database: string,
): string => `${lineAt(command, { system, environment })} --database ${database}`

/** The offer to look once more. */
export const again = (name: string, where: Where, database: string) => ({
  label: 'Again',
  command: lineFor(name, where, database),
})
