import { type Answer, arn, type Input, ok, refuse, type Service } from './answer.ts'

export interface User {
  name: string
  status?: string
  enabled?: boolean
  createdAt: number
  changedAt: number
}

/** Cognito: the users of its pools, sixty at a time, and one by one. */
export function createCognito(now: () => number) {
  const pools = new Map<string, User[]>()

  /** Does something with a user and those beside them, if there is such a one. */
  function about({ UserPoolId, Username }: Input, act: (user: User, users: User[]) => Answer): Answer {
    const users = pools.get(UserPoolId)
    if (!users) return refuse('ResourceNotFoundException', `User pool ${UserPoolId} does not exist.`)
    const user = users.find(({ name }) => name === Username)
    return user ? act(user, users) : refuse('UserNotFoundException', 'User does not exist.')
  }

  const turned = (enabled: boolean) => (input: Input) =>
    about(input, (user, users) => {
      const other = { ...user, enabled, changedAt: now() }
      pools.set(
        input.UserPoolId,
        users.map(one => (one === user ? other : one)),
      )
      return ok()
    })

  const answers: Service['answers'] = {
    ListUsers({ UserPoolId, Limit = 60, PaginationToken = '0' }) {
      const users = pools.get(UserPoolId)
      if (!users) return refuse('ResourceNotFoundException', `User pool ${UserPoolId} does not exist.`)
      const from = Number(PaginationToken)
      const next = from + Limit
      return ok({
        Users: users.slice(from, next).map(user => ({ ...described(user), Attributes: [] })),
        ...(next < users.length && { PaginationToken: `${next}` }),
      })
    },
    AdminGetUser: input => about(input, user => ok({ ...described(user), UserAttributes: [] })),
    AdminDisableUser: turned(false),
    AdminEnableUser: turned(true),
    AdminDeleteUser: input =>
      about(input, (user, users) => {
        pools.set(
          input.UserPoolId,
          users.filter(one => one !== user),
        )
        return ok()
      }),
  }
  return {
    answers,
    resource: ({ UserPoolId = '*' }) => arn('cognito-idp', `userpool/${UserPoolId}`),
    set: (pool: string, users: User[]): void => void pools.set(pool, users),
    /** A user as it is now. */
    get: (pool: string, name: string): User | undefined => pools.get(pool)?.find(user => user.name === name),
  } satisfies Service & Record<string, unknown>
}

const described = ({ name, status = 'CONFIRMED', enabled = true, createdAt, changedAt }: User) => ({
  Username: name,
  UserStatus: status,
  Enabled: enabled,
  UserCreateDate: createdAt / 1000,
  UserLastModifiedDate: changedAt / 1000,
})
