import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { userPoolResource } from '../../domain/run/resource.ts'
import type { PoolUser, UserPools } from '../../ports/user-pools.ts'
import { accountOf } from '../account.ts'
import { lineAt } from '../line-at.ts'
import type { Where } from '../operation.ts'

/** A user pool of Cognito as the system file names it. */
export function poolOf(where: Where, name: string) {
  const { system, environment, settings } = where
  const id = settings.userPools?.[name]
  if (id === undefined)
    throw new UserError(`${system.title} ${environment} has no user pool ${name.slice(0, 40)}.`)
  return {
    id,
    place: accountOf(settings),
    /** "pilots, production" */
    named: `${name}, ${environment}`,
    resource: userPoolResource(settings, id),
  }
}

/** Users of a pool, by their names. */
export const usersInput = z.object({ pool: z.string(), users: z.array(z.string()).min(1) })
export type Users = z.infer<typeof usersInput>

/** So many are changed at once: who approves it reads each of them. */
const most = 20

/** Those who are named, each once and as Cognito calls them; a `UserError` where one of them is not in the pool. */
export async function usersIn(
  pools: UserPools,
  { pool, users: names }: Users,
  where: Where,
): Promise<PoolUser[]> {
  const { id, place, named } = poolOf(where, pool)
  const wanted = [...new Set(names)]
  if (wanted.length > most)
    throw new UserError(`${wanted.length} users are too many to be read before a yes: ${most} at once.`)
  const found = await Promise.all(wanted.map(name => pools.user(id, name, place)))
  const missing = wanted.filter((_, i) => found[i] === undefined)
  if (missing.length > 0)
    throw new UserError(
      `${named} has no user ${missing.map(name => `"${name.slice(0, 60)}"`).join(' or ')}.`,
      { label: 'Who looks inactive', command: `${lineAt('users inactive', where)} --pool ${pool}` },
    )
  const there = found.filter(user => user !== undefined)
  return there.filter(({ name }, i) => there.findIndex(other => other.name === name) === i)
}

/** How a user stands, in words: "confirmed", "force change password", "disabled". */
export const standing = ({ isEnabled, status }: PoolUser): string =>
  isEnabled ? status.toLowerCase().replaceAll('_', ' ') : 'disabled'
