import { z } from 'zod'
import { Secret } from '../../domain/secret.ts'
import { account } from './account.ts'
import { callKind } from './call.ts'
import { held } from './secrets.ts'

/** Gives a user of the database that the address names the password that a secret's version holds. */
export const setUserPassword = callKind(
  'mongodb:updateUser',
  z.object({
    url: Secret,
    ...account,
    user: z.string(),
    ...held,
  }),
)
