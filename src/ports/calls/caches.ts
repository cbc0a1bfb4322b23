import { z } from 'zod'
import { Secret } from '../../domain/secret.ts'
import { account } from './account.ts'
import { callKind } from './call.ts'

const cache = {
  ...account,
  url: z.union([z.string(), Secret]),
}

/** Deletes the keys that match a pattern, in batches (SCAN and UNLINK). */
export const clearKeys = callKind('redis:UNLINK', z.object({ ...cache, pattern: z.string() }))

/** Deletes every key of the database that the address names. Leaves a key of the run's behind for an hour, by which it is known. */
export const flush = callKind('redis:FLUSHDB', z.object(cache))
