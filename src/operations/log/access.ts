import { z } from 'zod'
import { type Access, accessIn } from '../../domain/access-line.ts'
import { asTyped, inWords } from '../../domain/duration.ts'
import { UserError } from '../../domain/errors.ts'
import type { Cell } from '../../domain/reading.ts'
import type { AccessLogs } from '../../ports/access-logs.ts'
import { accountOf } from '../account.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'

const input = z.object({ sinceMs: z.int().positive(), class: z.enum(['3', '4', '5']).optional() })

/** So many of each are shown, and so many are told apart while counting: the rest counts as others. */
const most = { shown: 10, apart: 5_000 }

/** Requests to an environment's load balancer, counted by status, by target, by path and by who asked. */
export const accessLog = (logs: AccessLogs, now: () => number): Read<z.infer<typeof input>> => ({
  name: 'logs access',
  input,
  async read({ sinceMs, class: kind }, where) {
    const { accessLogs } = where.settings
    const { title, system } = where.system
    if (!accessLogs)
      throw new UserError(
        `${title} ${where.environment} names no bucket with access logs: its system file would, as accessLogs.`,
      )
    const { bucket, prefix } = accessLogs
    const place = { ...accountOf(where.settings), bucket, ...(prefix !== undefined && { prefix }) }
    const by = { status: counter(), target: counter(), path: counter(), client: counter() }
    const { requestMs } = where.settings.thresholds ?? {}
    let [all, failed, slow, counted] = [0, 0, 0, 0]
    const read = await logs.read(place, { from: now() - sinceMs, to: now() }, line => {
      const one = accessIn(line)
      if (!one) return
      all++
      if (one.status >= 500) failed++
      if (requestMs !== undefined && (one.tookMs ?? 0) > requestMs) slow++
      if (kind !== undefined && String(one.status)[0] !== kind) return
      counted++
      by.status.add(statusOf(one), one)
      by.target.add(one.target ?? 'no target', one)
      by.path.add(`${one.method} ${one.path}`, one)
      by.client.add(one.client, one)
    })
    const period = inWords(sinceMs)
    return {
      state: failed + slow > 0 ? 'unsettled' : 'fine',
      title:
        all === 0
          ? `No requests in the access log of ${title} ${where.environment}, ${period}`
          : kind === undefined
            ? `${all} requests to ${title} ${where.environment} in ${period}, ${share(failed, all)} with 5xx`
            : `${counted} of ${all} requests to ${title} ${where.environment} in ${period} were answered with ${kind}xx`,
      lines: [
        ...(slow > 0
          ? [`${share(slow, all)} took longer than ${asTyped(requestMs!)}, which is the threshold.`]
          : []),
        `Read from ${read.files} files in s3://${bucket}${prefix === undefined ? '' : `/${prefix}`}. A load balancer writes them every five minutes.`,
        ...(read.short === undefined ? [] : [`There is more: ${read.short}.`]),
      ],
      table: {
        columns: ['By', 'What', 'Requests', '5xx', 'Slowest, s', 'On average, s'],
        rows: [
          ...rowsOf('status', by.status.most()),
          ...rowsOf('target', by.target.most()),
          ...rowsOf('path, slowest first', by.path.slowest()),
          ...rowsOf('client', by.client.most()),
        ],
      },
      offers: [
        ...(failed > 0 && kind === undefined
          ? [{ label: 'Only 5xx', command: `${lineAt('logs access', where)} --status 5xx` }]
          : []),
        { label: 'Health', command: `health --system ${system} --environment ${where.environment}` },
        { label: 'Again', command: lineAt('logs access', where) },
      ],
    }
  },
})

interface Counted {
  what: string
  count: number
  failed: number
  slowestMs: number
  sumMs: number
  timed: number
}

/** Counts what is told apart by a name. */
function counter() {
  const all = new Map<string, Counted>()
  return {
    add(name: string, { status, tookMs }: Access): void {
      const what = all.has(name) || all.size < most.apart ? name : 'others'
      const one = all.get(what) ?? { what, count: 0, failed: 0, slowestMs: 0, sumMs: 0, timed: 0 }
      one.count++
      if (status >= 500) one.failed++
      if (tookMs !== undefined) {
        one.timed++
        one.sumMs += tookMs
        one.slowestMs = Math.max(one.slowestMs, tookMs)
      }
      all.set(what, one)
    },
    most: () => [...all.values()].sort((a, b) => b.count - a.count).slice(0, most.shown),
    slowest: () => [...all.values()].sort((a, b) => b.slowestMs - a.slowestMs).slice(0, most.shown),
  }
}

/** "503 of the load balancer": nothing behind it has said so. */
const statusOf = ({ status, targetStatus }: Access): string =>
  targetStatus === undefined && status >= 500 ? `${status} of the load balancer itself` : `${status}`

const rowsOf = (by: string, all: Counted[]): Cell[][] =>
  all.map(({ what, count, failed, slowestMs, sumMs, timed }) => [
    by,
    what,
    count,
    failed,
    timed === 0 ? '' : (slowestMs / 1000).toFixed(2),
    timed === 0 ? '' : (sumMs / timed / 1000).toFixed(2),
  ])

const share = (part: number, all: number): string =>
  part === 0 ? 'none' : `${part} (${((part / all) * 100).toPrecision(2)} %)`
