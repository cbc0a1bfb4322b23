import { z } from 'zod'
import { inWords } from '../../domain/duration.ts'
import { UserError } from '../../domain/errors.ts'
import { sizeOf } from '../../domain/size.ts'
import { callOf } from '../../ports/calls/call.ts'
import { exportLogs } from '../../ports/calls/logs.ts'
import type { LogGroups } from '../../ports/log-groups.ts'
import type { Operation } from '../operation.ts'
import { findGroup } from './groups.ts'

/** Which moments; of whole minutes, so that it is the same plan when it is planned again. */
const input = z
  .object({ from: z.int().positive(), to: z.int().positive() })
  .refine(({ from, to }) => from < to, 'expected a beginning before the end')

/** Copies what a service has logged into the bucket that its system file names for it. */
export const exportLog = (groups: LogGroups): Operation<z.infer<typeof input>> => ({
  name: 'logs export',
  risk: 'mild',
  input,
  async plan({ from, to }, where) {
    const { logExports } = where.settings
    if (!logExports)
      throw new UserError(
        `${where.system.title} ${where.environment} names no bucket for its logs: its system file would, as logExports.`,
      )
    const { service, group, named, place, kept, resource } = await findGroup(groups, where)
    const { bucket } = logExports
    const prefix = [logExports.prefix, service].filter(Boolean).join('/')
    return {
      title: `copy the log of ${named} to S3, ${inWords(to - from)} of it`,
      shifts: [{ to: `s3://${bucket}/${prefix}/` }],
      now: [`${group} holds ${sizeOf(kept.bytes)}`],
      warnings: [
        'AWS makes one such copy at a time in an account and region, and takes minutes to hours for it. What was written in the last minutes may not be in it.',
      ],
      calls: [
        callOf(exportLogs, {
          on: group,
          sets: `from ${inUtc(from)} to ${inUtc(to)} into s3://${bucket}/${prefix}/`,
          params: { ...place, group, from, to, bucket, prefix },
        }),
      ],
      resources: [`${resource} export`],
    }
  },
})

const inUtc = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
