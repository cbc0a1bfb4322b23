import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { disableUser, enableUser } from '../../ports/calls/cognito.ts'
import type { PoolUser, UserPools } from '../../ports/user-pools.ts'
import type { Operation } from '../operation.ts'
import { poolOf, standing, type Users, usersIn, usersInput } from './pool.ts'

/** What becomes of those who are named, in words. */
const ways = {
  disable: { kind: disableUser, is: 'disabled', sets: 'cannot sign in any more' },
  enable: { kind: enableUser, is: 'enabled', sets: 'can sign in' },
}

/** Shuts users of a pool out, or lets them in again: each is the other's way back. */
function turnUsers(pools: UserPools, to: keyof typeof ways): Operation<Users> {
  const back = to === 'disable' ? 'enable' : 'disable'
  return {
    name: `users ${to}`,
    risk: 'change',
    input: usersInput,
    async plan(asked, where) {
      const { id, place, named, resource } = poolOf(where, asked.pool)
      const all = await usersIn(pools, asked, where)
      const users = all.filter(({ isEnabled }) => isEnabled === (to === 'disable'))
      if (users.length === 0)
        throw new UserError(
          all.length === 1
            ? `${all[0]!.name} of ${named} is ${ways[to].is} already.`
            : `These ${all.length} users of ${named} are ${ways[to].is} already.`,
        )
      const left = all.length - users.length
      const call = (way: keyof typeof ways) => (user: PoolUser) =>
        callOf(ways[way].kind, {
          on: user.name,
          sets: ways[way].sets,
          params: { ...place, pool: id, user: user.name, createdAt: user.createdAt },
        })
      return {
        title: `${to} ${counted(users.length, 'user')} of ${named}`,
        shifts: users.map(user => ({ from: `${user.name}  ${standing(user)}`, to: ways[to].is })),
        now: left > 0 ? [`${left} of those named ${left === 1 ? 'is' : 'are'} ${ways[to].is} already`] : [],
        warnings:
          to === 'disable'
            ? [
                'Cognito revokes their tokens as well; a service that checks a token by itself takes it until it expires.',
              ]
            : [],
        calls: users.map(call(to)),
        undo: users.map(call(back)),
        resources: [resource],
      }
    },
  }
}

export const disableUsers = (pools: UserPools) => turnUsers(pools, 'disable')
export const enableUsers = (pools: UserPools) => turnUsers(pools, 'enable')
