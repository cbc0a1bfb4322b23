import { z } from 'zod'

/** Where a secret lies: in an environment variable, or in AWS Secrets Manager. It is looked up whenever it is used. */
export const Secret = z.strictObject({
  secret: z.string().regex(/^(?:env:[A-Za-z_]\w*|sm:[\w/+=.@:-]{1,512})$/, 'expected env:NAME or sm:ID'),
})
export type Secret = z.infer<typeof Secret>
