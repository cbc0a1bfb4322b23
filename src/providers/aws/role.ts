import { within } from './call.ts'
import { ask } from './failure.ts'
import type { AwsOptions, Credentials } from './options.ts'

/** What a role may take to be assumed, in milliseconds. */
const assumeMs = 5_000

/** Credentials of a role, and of nothing else: where it may not be assumed, every call with them fails in words. */
export async function assumed(
  role: string,
  { credentials, ...settings }: AwsOptions & { region?: string },
): Promise<Credentials> {
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers')
  const become = fromTemporaryCredentials({
    params: { RoleArn: role, RoleSessionName: 'belay' },
    ...(credentials && { masterCredentials: credentials }),
    clientConfig: settings,
  })
  const call = {
    action: 'sts:AssumeRole',
    resource: role,
    about: `role ${role}`,
    allow: { Resource: role },
  }
  return identity => ask(call, within(assumeMs), () => become(identity))
}
