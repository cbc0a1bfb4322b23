import { z } from 'zod'
import { accessIn, apiAccessIn } from '../../domain/access-line.ts'
import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import type { Reading } from '../../domain/reading.ts'
import type { AccessLogs } from '../../ports/access-logs.ts'
import type { Logs } from '../../ports/logs.ts'
import { accountOf } from '../account.ts'
import type { Where } from '../operation.ts'
import type { Read } from '../read.ts'
import { type Counting, createTally } from './tally.ts'

const input = z.object({ sinceMs: z.int().positive(), class: z.enum(['3', '4', '5']).optional() })

/** What is read at most of an API's log group: events, and milliseconds. */
const most = { events: 50_000, timeoutMs: 20_000 }

/** Requests to an environment's load balancer, or to an API of API Gateway, counted from their access log. */
export const accessLog = (
  { buckets, logs }: { buckets: AccessLogs; logs: Logs },
  now: () => number,
): Read<Counting> => {
  async function ofApi(group: string, asked: Counting, where: Where): Promise<Reading> {
    const tally = createTally(`${where.service!.name}, ${where.environment}`, asked, where)
    const found = await logs.search(
      { group, ...accountOf(where.settings) },
      { words: [], from: now() - asked.sinceMs, to: now() },
      most,
    )
    const read = found.events.flatMap(({ text }) => apiAccessIn(text) ?? [])
    for (const one of read) tally.add(one)
    return tally.told([
      `Read from ${group}.`,
      ...(read.length < found.events.length
        ? [`Lines of it that are no requests Belay can read: ${found.events.length - read.length}.`]
        : []),
      ...(found.short === undefined ? [] : [`There is more: ${found.short}.`]),
    ])
  }

  async function ofBalancer(asked: Counting, where: Where): Promise<Reading> {
    const { title } = where.system
    const { accessLogs } = where.settings
    if (!accessLogs)
      throw new UserError(
        `${title} ${where.environment} names no bucket with access logs: its system file would, as accessLogs.`,
      )
    const { bucket, prefix } = accessLogs
    const place = { ...accountOf(where.settings), bucket, ...(prefix !== undefined && { prefix }) }
    const tally = createTally(`${title} ${where.environment}`, asked, where)
    const read = await buckets.read(place, { from: now() - asked.sinceMs, to: now() }, line => {
      const one = accessIn(line)
      if (one) tally.add(one)
    })
    return tally.told([
      `Read from ${counted(read.files, 'file')} in s3://${bucket}${prefix === undefined ? '' : `/${prefix}`}. A load balancer writes them every five minutes.`,
      ...(read.short === undefined ? [] : [`There is more: ${read.short}.`]),
    ])
  }

  return {
    name: 'logs access',
    input,
    read(asked, where) {
      const group = where.service?.settings.accessLog
      return group === undefined ? ofBalancer(asked, where) : ofApi(group, asked, where)
    },
  }
}
