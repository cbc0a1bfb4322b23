import { ok, type Service } from './answer.ts'

/** Roles, all of which may be assumed. */
export function createSts(): Service {
  return {
    answers: {
      AssumeRole: ({ RoleArn, RoleSessionName }) =>
        ok({
          Credentials: {
            AccessKeyId: 'ASIAROLE',
            SecretAccessKey: 'sandbox',
            SessionToken: 'sandbox',
            Expiration: '2099-01-01T00:00:00Z',
          },
          AssumedRoleUser: { Arn: RoleArn, AssumedRoleId: `AROA:${RoleSessionName}` },
        }),
    },
    resource: ({ RoleArn }) => RoleArn,
  }
}
