import type { z } from 'zod'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { deleteUser, disableUser, enableUser } from '../../../ports/calls/cognito.ts'
import type { PoolUser, UserPools } from '../../../ports/user-pools.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutPool } from './calls.ts'

type Params = z.infer<typeof disableUser.params>
type Deleting = z.infer<typeof deleteUser.params>

/** Everything that changes something in Cognito. */
export function cognitoMakers(aws: AwsClients, pools: UserPools): Maker[] {
  const found = ({ pool, user, ...place }: Params): Promise<PoolUser | undefined> =>
    pools.user(pool, user, place)

  const turning = (kind: typeof disableUser, isEnabled: boolean): Maker =>
    maker<Params>({
      kind,
      repeatable: true,
      async look(params) {
        const user = await found(params)
        if (!user) return { is: 'other', how: `There is no user ${params.user} any more.` }
        if (user.createdAt !== params.createdAt) return another(params)
        return user.isEnabled === isEnabled ? { is: 'after', result: {} } : { is: 'before' }
      },
      async start(params) {
        const action = isEnabled ? 'AdminEnableUser' : 'AdminDisableUser'
        await once(aboutPool(action, params.pool, params, true), async abortSignal => {
          const cognito = await aws.cognito(params)
          const asked = { UserPoolId: params.pool, Username: params.user }
          return isEnabled
            ? cognito.adminEnableUser(asked, { abortSignal })
            : cognito.adminDisableUser(asked, { abortSignal })
        })
        return {}
      },
    })

  return [
    turning(disableUser, false),
    turning(enableUser, true),
    maker<Deleting>({
      kind: deleteUser,
      repeatable: true,
      async look(params) {
        const user = await found(params)
        if (!user) return { is: 'after', result: {} }
        if (user.createdAt !== params.createdAt) return another(params)
        return user.changedAt === params.changedAt
          ? { is: 'before' }
          : { is: 'other', how: `Somebody has changed ${params.user} since: they may be in use again.` }
      },
      async start(params) {
        await once(aboutPool('AdminDeleteUser', params.pool, params, true), async abortSignal => {
          const cognito = await aws.cognito(params)
          return cognito.adminDeleteUser({ UserPoolId: params.pool, Username: params.user }, { abortSignal })
        })
        return {}
      },
    }),
  ]
}

const another = ({ user }: Params) => ({
  is: 'other' as const,
  how: `${user} is another user now than the one that was meant.`,
})
