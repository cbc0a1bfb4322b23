import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import type { Reading } from '../../domain/reading.ts'
import type { PostgresTarget } from '../../ports/postgres.ts'
import type { Where } from '../operation.ts'
import type { Read } from '../read.ts'
import { databaseOf, type Named } from './find.ts'

export type WithAddress = Named & { target: PostgresTarget }

/** A database that Belay may ask with a role that only reads. */
export function askable(where: Where, database: string): WithAddress {
  const named = databaseOf(where, database)
  const { url } = named.settings
  if (!url)
    throw new UserError(
      `Belay has no address of ${named.named} to ask PostgreSQL at: its system file would name a role that only reads, as \`url: { secret: … }\`.`,
    )
  return { ...named, target: { url, ...named.place } }
}

const one = z.object({ database: z.string() })
export type One = z.infer<typeof one>

/** A look at a PostgreSQL that takes nothing but which one. */
export const look = (
  name: string,
  read: (named: WithAddress, where: Where, database: string) => Promise<Reading>,
): Read<One> => ({
  name,
  input: one,
  read: ({ database }, where) => read(askable(where, database), where, database),
})
