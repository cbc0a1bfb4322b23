import { z } from 'zod'
import { callKind } from './call.ts'

const place = { region: z.string().exactOptional(), role: z.string().exactOptional() }
/** `from`: the version that is current when it is planned, null where none is. */
const secret = { ...place, secret: z.string(), from: z.string().nullable() }

/**
 * Makes a value of so many characters and keeps it as a pending version, which is called by the run; of a JSON object it
 * takes the place of one member. Answers `{ version }`.
 */
export const putPending = callKind(
  'secretsmanager:PutSecretValue',
  z.object({ ...secret, key: z.string().exactOptional(), length: z.int() }),
)

/** Has a pending version be the current one. */
export const promoteVersion = callKind(
  'secretsmanager:UpdateSecretVersionStage',
  z.object({ ...secret, version: z.string() }),
)

/** Takes its label away from a pending version, which nothing can be read by then. */
export const dropPending = callKind(
  'secretsmanager:UpdateSecretVersionStage AWSPENDING',
  z.object({ ...place, secret: z.string(), version: z.string() }),
)

/** Has AWS's own rotation make a value, and waits until that is current. Answers `{ version }`. */
export const rotateSecret = callKind('secretsmanager:RotateSecret', z.object(secret))
