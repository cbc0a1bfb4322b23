import { z } from 'zod'
import { account } from './account.ts'
import { callKind } from './call.ts'

const group = { ...account, group: z.string() }

/** Has a log group keep what is written for so many days; null: for ever. What is older is deleted for good. */
export const putRetention = callKind(
  'logs:PutRetentionPolicy',
  z.object({ ...group, from: z.int().nullable(), to: z.int().nullable() }),
)

/** Copies what a log group holds from one moment to another into a bucket. Times are milliseconds since the epoch. */
export const exportLogs = callKind(
  'logs:CreateExportTask',
  z.object({ ...group, from: z.int(), to: z.int(), bucket: z.string(), prefix: z.string() }),
)
