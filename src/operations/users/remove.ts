import { counted } from '../../domain/counted.ts'
import { inWords } from '../../domain/duration.ts'
import { callOf } from '../../ports/calls/call.ts'
import { deleteUser } from '../../ports/calls/cognito.ts'
import type { UserPools } from '../../ports/user-pools.ts'
import type { Operation } from '../operation.ts'
import { poolOf, standing, type Users, usersIn, usersInput } from './pool.ts'

/** Deletes users of a pool for good, those who are named, and only while nobody has changed them since. */
export const removeUsers = (pools: UserPools, now: () => number): Operation<Users> => ({
  name: 'users remove',
  risk: 'destructive',
  input: usersInput,
  async plan(asked, where) {
    const { id, place, named, resource } = poolOf(where, asked.pool)
    const users = await usersIn(pools, asked, where)
    const enabled = users.filter(({ isEnabled }) => isEnabled)
    return {
      title: `remove ${counted(users.length, 'user')} of ${named}`,
      shifts: users.map(user => ({
        from: `${user.name}  ${standing(user)}, unchanged for ${inWords(now() - user.changedAt)}`,
        to: 'GONE',
      })),
      now: [],
      warnings: [
        'WHAT COGNITO KNOWS OF THEM IS LOST: who comes back has to register anew.',
        ...(enabled.length > 0
          ? [
              `${enabled.map(({ name }) => name).join(', ')} can sign in, and Cognito does not tell when somebody last did: \`users disable\` shuts them out and can be taken back.`,
            ]
          : []),
      ],
      calls: users.map(({ name, createdAt, changedAt }) =>
        callOf(deleteUser, {
          on: name,
          sets: 'for good',
          params: { ...place, pool: id, user: name, createdAt, changedAt },
        }),
      ),
      resources: [resource],
    }
  },
})
