import { z } from 'zod'
import { Secret } from '../../domain/secret.ts'
import { account } from './account.ts'
import { callKind } from './call.ts'
import { held } from './secrets.ts'

const place = {
  ...account,
  url: Secret,
}

/** Ends connections of clients that have been idle for longer than `idleMs`, outside of a transaction. */
export const endIdle = callKind('postgres:pg_terminate_backend', z.object({ ...place, idleMs: z.int() }))

/** VACUUM (ANALYZE) of a table that the catalogue has. `vacuumedAt`: when somebody last did that by hand. */
export const vacuumTable = callKind(
  'postgres:VACUUM ANALYZE',
  z.object({ ...place, table: z.string(), vacuumedAt: z.int().nullable() }),
)

/** REINDEX (CONCURRENTLY) of a table that the catalogue has. `files`: where each of its indexes lies, by name. */
export const reindexTable = callKind(
  'postgres:REINDEX TABLE CONCURRENTLY',
  z.object({ ...place, table: z.string(), files: z.record(z.string(), z.string()) }),
)

/** Gives a user the password that a secret's version holds. */
export const setRolePassword = callKind(
  'postgres:ALTER ROLE PASSWORD',
  z.object({ ...place, user: z.string(), ...held }),
)
