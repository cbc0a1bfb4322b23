import type { AdminGetUserResponse } from '@aws-sdk/client-cognito-identity-provider'
import { OutsideError } from '../../../domain/errors.ts'
import type { PoolUser, UserPools } from '../../../ports/user-pools.ts'
import { within } from '../call.ts'
import type { AwsClients } from '../clients.ts'
import { ask } from '../failure.ts'
import { once } from '../once.ts'
import { firstPages } from '../pages.ts'
import { aboutPool } from './calls.ts'

/** Cognito answers sixty at a time, and limits how often it is asked. */
const most = { pages: 50, ms: 20_000 }

/** Who is in user pools of Cognito. */
export const createUserPools = (aws: AwsClients): UserPools => ({
  async users(pool, place) {
    await aws.load('cognito')
    const limit = within(most.ms)
    const { all: users, isAll } = await firstPages(most.pages, async PaginationToken => {
      const read = await ask(aboutPool('ListUsers', pool, place), limit, async abortSignal => {
        const cognito = await aws.reading.cognito(place)
        const asked = { UserPoolId: pool, Limit: 60, AttributesToGet: [], PaginationToken }
        return cognito.listUsers(asked, { abortSignal })
      })
      return { all: (read.Users ?? []).map(userOf), next: read.PaginationToken }
    })
    return { users, isAll }
  },

  async user(pool, name, place) {
    await aws.load('cognito')
    try {
      const read = await once(aboutPool('AdminGetUser', pool, place), async abortSignal => {
        const cognito = await aws.reading.cognito(place)
        return cognito.adminGetUser({ UserPoolId: pool, Username: name }, { abortSignal })
      })
      return userOf(read)
    } catch (error) {
      if (error instanceof OutsideError && error.fault.code === 'UserNotFoundException') return undefined
      throw error
    }
  },
})

type Told = Omit<Partial<AdminGetUserResponse>, 'UserAttributes'>

const userOf = (user: Told): PoolUser => ({
  name: user.Username ?? '',
  status: user.UserStatus ?? '',
  isEnabled: user.Enabled ?? true,
  createdAt: user.UserCreateDate?.getTime() ?? 0,
  changedAt: user.UserLastModifiedDate?.getTime() ?? 0,
})
