import type { FunctionTarget, Package } from '../../../ports/functions.ts'
import type { AwsCall } from '../call.ts'

/** A call about a function; `changes`: one that does not only look. */
export const aboutFunction = (action: string, target: FunctionTarget, changes = false): AwsCall => ({
  action: `lambda:${action}`,
  resource: target.function,
  about: `function ${target.function}${target.region ? ` in ${target.region}` : ''}`,
  allow: { Resource: `arn:aws:lambda:${target.region ?? '*'}:*:function:${target.function}*` },
  ...(changes && { changes: true }),
})

/** A package as Lambda takes it. */
export const codeOf = (code: Package) =>
  'image' in code ? { ImageUri: code.image } : { S3Bucket: code.bucket, S3Key: code.key }
