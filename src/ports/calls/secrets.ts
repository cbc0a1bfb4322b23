import { z } from 'zod'
import { account } from './account.ts'
import { callKind } from './call.ts'

/** The value of a version of a secret; `key`: of a JSON object, that member. It is read within the call that takes it. */
export const held = { secret: z.string(), version: z.string(), key: z.string().exactOptional() }
const Held = z.object(held)
export type Held = z.infer<typeof Held>

/** `from`: the version that is current when it is planned, null where none is. */
const secret = { ...account, secret: z.string(), from: z.string().nullable() }

/**
 * Makes a value of so many characters and keeps it as a pending version, which is called by the run; of a JSON object it
 * takes the place of one member. Answers `{ version }`.
 */
export const putPending = callKind(
  'secretsmanager:PutSecretValue',
  z.object({ ...secret, key: z.string().exactOptional(), length: z.int() }),
)

/** Keeps the value of another secret as a pending version, likewise. Answers `{ version }`. */
export const putCopy = callKind(
  'secretsmanager:PutSecretValue of another',
  z.object({ ...secret, key: z.string().exactOptional(), of: Held }),
)

/** Has a pending version be the current one. */
export const promoteVersion = callKind(
  'secretsmanager:UpdateSecretVersionStage',
  z.object({ ...secret, version: z.string() }),
)

/** Takes its label away from a pending version, which nothing can be read by then. */
export const dropPending = callKind(
  'secretsmanager:UpdateSecretVersionStage AWSPENDING',
  z.object({ ...account, secret: z.string(), version: z.string() }),
)

/** Has AWS's own rotation make a value, and waits until that is current. Answers `{ version }`. */
export const rotateSecret = callKind('secretsmanager:RotateSecret', z.object(secret))
