import { z } from 'zod'
import { account } from './account.ts'
import { callKind } from './call.ts'

/** One port for one address: `203.0.113.7/32`. */
const params = z.object({
  ...account,
  group: z.string(),
  port: z.int(),
  cidr: z.string(),
})

/** Lets one address in, with the run in the rule's description. */
export const authorizeIngress = callKind('ec2:AuthorizeSecurityGroupIngress', params)

/** Lets it in no longer. */
export const revokeIngress = callKind('ec2:RevokeSecurityGroupIngress', params)
