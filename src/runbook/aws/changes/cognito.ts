import type { Tree } from '../../../domain/runbook/verdict.ts'
import type { Change } from './change.ts'

const takes = ['UserPoolId', 'Username']

const userIn = ({ UserPoolId: userPool, Username: users }: Record<string, Tree>) => ({
  input: { ...(users && { users }) },
  on: { ...(userPool && { userPool }) },
})

export const cognitoChanges: Change[] = [
  {
    of: 'cognito-idp admin-disable-user',
    takes,
    as: input => ({ operation: 'users disable', ...userIn(input) }),
  },
  {
    of: 'cognito-idp admin-enable-user',
    takes,
    as: input => ({ operation: 'users enable', ...userIn(input) }),
  },
  {
    of: 'cognito-idp admin-delete-user',
    takes,
    risk: 'destructive',
    as: input => ({ operation: 'users remove', ...userIn(input) }),
  },
]
