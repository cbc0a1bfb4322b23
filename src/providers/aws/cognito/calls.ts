import type { AwsCall } from '../call.ts'
import type { Where } from '../clients.ts'

/** A call about a pool, or one of its users; `changes`: one that does not only look. */
export const aboutPool = (action: string, pool: string, { region }: Where, changes = false): AwsCall => ({
  action: `cognito-idp:${action}`,
  resource: pool,
  about: `user pool ${pool}: check \`userPools\` in the system file`,
  allow: { Resource: `arn:aws:cognito-idp:${region ?? '*'}:*:userpool/${pool}` },
  ...(changes && { changes }),
})
