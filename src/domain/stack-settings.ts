import { z } from 'zod'
import { Text } from './setting.ts'
import { dispatched } from './workflow-settings.ts'

const where =
  'expected the url of a template in S3 (https://bucket.s3.amazonaws.com/…), or repo, path and ref of one on GitHub'
/** Where a template lies: in a bucket, by its address, or in a repository. `{ref}` stands for what is asked for. */
const Template = z.union(
  [
    z.strictObject({ url: z.string().regex(/^https:\/\/[\w.-]+\.amazonaws\.com\/\S+$/, where) }),
    z.strictObject({ repo: dispatched.repo, path: Text, ref: Text }),
  ],
  where,
)

/**
 * A stack of CloudFormation. `parameters`: those that are set; the others stay as they are. It is deleted only where
 * `delete` says that it may be.
 */
export const Stack = z.strictObject({
  stack: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,127}$/, 'expected the name of a stack of CloudFormation'),
  template: Template,
  capabilities: z
    .array(z.enum(['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND']))
    .default([]),
  parameters: z.record(z.string(), z.string()).default({}),
  delete: z.boolean().default(false),
})
export type Stack = z.infer<typeof Stack>
