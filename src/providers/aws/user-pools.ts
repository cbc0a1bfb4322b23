import type { UserType } from '@aws-sdk/client-cognito-identity-provider'
import type { PoolUser, UserPools } from '../../ports/user-pools.ts'
import type { AwsClients } from './clients.ts'
import { ask, within } from './failure.ts'
import { firstPages } from './pages.ts'

/** Cognito answers sixty at a time, and limits how often it is asked. */
const most = { pages: 50, ms: 20_000 }

/** Who is in user pools of Cognito. */
export const createUserPools = (aws: AwsClients): UserPools => ({
  async users(pool, place) {
    await aws.load('cognito')
    const limit = within(most.ms)
    const call = {
      action: 'cognito-idp:ListUsers',
      resource: pool,
      about: `user pool ${pool}: check \`userPools\` in the system file`,
      allow: { Resource: `arn:aws:cognito-idp:${place.region ?? '*'}:*:userpool/${pool}` },
    }
    const { all: users, isAll } = await firstPages(most.pages, async PaginationToken => {
      const read = await ask(call, limit, async abortSignal => {
        const cognito = await aws.reading.cognito(place)
        const asked = { UserPoolId: pool, Limit: 60, AttributesToGet: [], PaginationToken }
        return cognito.listUsers(asked, { abortSignal })
      })
      return { all: (read.Users ?? []).map(userOf), next: read.PaginationToken }
    })
    return { users, isAll }
  },
})

const userOf = (user: UserType): PoolUser => ({
  name: user.Username ?? '',
  status: user.UserStatus ?? '',
  isEnabled: user.Enabled ?? true,
  createdAt: user.UserCreateDate?.getTime() ?? 0,
  changedAt: user.UserLastModifiedDate?.getTime() ?? 0,
})
