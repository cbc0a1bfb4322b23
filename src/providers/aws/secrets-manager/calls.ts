import type { Made } from '../../../ports/calls/call.ts'
import type { Place } from '../../../ports/rds.ts'
import type { AwsCall } from '../call.ts'

const arnOf = (id: string, region = '*'): string =>
  id.startsWith('arn:') ? id : `arn:aws:secretsmanager:${region}:*:secret:${id}-??????`

/** What carries a value is told of without anything that AWS says: it may quote what it was sent. */
export const aboutSecret = (action: string, { region }: Place, id: string): AwsCall => ({
  action: `secretsmanager:${action}`,
  resource: id,
  about: `secret ${id} in Secrets Manager`,
  allow: { Resource: arnOf(id, region) },
  ...(!/^(?:Describe|List|Get)/.test(action) && { changes: true }),
  ...(action === 'PutSecretValue' && { carriesSecret: true }),
})

/** What a version is called that a run makes: Secrets Manager takes 32 to 64 characters, and makes one only once. */
export const tokenOf = ({ run, step }: Made): string => `belay-secret-version-${run}-${step}`.padEnd(32, '-')
