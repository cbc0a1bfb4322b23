import { z } from 'zod'
import { Milliseconds } from './duration.ts'

const dayMs = 86_400_000

/** For so many days CloudWatch keeps a log, and for no other number of them. */
export const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const

const Bucket = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'expected the name of a bucket')

const Prefix = z
  .string()
  .regex(
    /^[\w!.*'()-]+(?:\/[\w!.*'()-]+)*$/,
    'expected a prefix without a slash at its ends, such as logs/backend',
  )

/** For how long the team means its logs to be kept. */
export const LogRetention = Milliseconds.refine(
  ms => retentions.some(days => days * dayMs === ms),
  `expected one that CloudWatch has: ${retentions.map(days => `${days}d`).join(', ')}`,
)

/** A bucket that something lies in, or is to. */
export const InBucket = z.strictObject({ bucket: Bucket, prefix: Prefix.optional() })
export type InBucket = z.infer<typeof InBucket>
