import { arn, ok, refuse, type Service } from './answer.ts'

export interface User {
  name: string
  status?: string
  enabled?: boolean
  createdAt: number
  changedAt: number
}

/** Cognito: the users of its pools, sixty at a time. */
export function createCognito() {
  const pools = new Map<string, User[]>()
  const answers: Service['answers'] = {
    ListUsers({ UserPoolId, Limit = 60, PaginationToken = '0' }) {
      const users = pools.get(UserPoolId)
      if (!users) return refuse('ResourceNotFoundException', `User pool ${UserPoolId} does not exist.`)
      const from = Number(PaginationToken)
      const next = from + Limit
      return ok({
        Users: users
          .slice(from, next)
          .map(({ name, status = 'CONFIRMED', enabled = true, createdAt, changedAt }) => ({
            Username: name,
            UserStatus: status,
            Enabled: enabled,
            Attributes: [],
            UserCreateDate: createdAt / 1000,
            UserLastModifiedDate: changedAt / 1000,
          })),
        ...(next < users.length && { PaginationToken: `${next}` }),
      })
    },
  }
  return {
    answers,
    resource: ({ UserPoolId = '*' }) => arn('cognito-idp', `userpool/${UserPoolId}`),
    set: (pool: string, users: User[]): void => void pools.set(pool, users),
  } satisfies Service & Record<string, unknown>
}
