import type { AwsCall } from '../call.ts'

export const aboutRole = (action: string, name = '*'): AwsCall => ({
  action: `iam:${action}`,
  resource: name,
  about: `role ${name}`,
  allow: { Resource: `arn:aws:iam::*:role/${name}` },
})
