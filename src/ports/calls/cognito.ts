import { z } from 'zod'
import { account } from './account.ts'
import { callKind } from './call.ts'

/** A user of a pool; `createdAt`, in milliseconds since the epoch: by it they are known again. */
const user = {
  ...account,
  pool: z.string(),
  user: z.string(),
  createdAt: z.int(),
}

/** Keeps a user from signing in, and revokes their tokens. */
export const disableUser = callKind('cognito-idp:AdminDisableUser', z.object(user))

/** Lets a user sign in again. */
export const enableUser = callKind('cognito-idp:AdminEnableUser', z.object(user))

/** Deletes a user. `changedAt`: when they were changed last, since they may be in use again. */
export const deleteUser = callKind('cognito-idp:AdminDeleteUser', z.object({ ...user, changedAt: z.int() }))
