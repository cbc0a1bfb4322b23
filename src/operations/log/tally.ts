import type { Access } from '../../domain/access-line.ts'
import { asTyped, inWords } from '../../domain/duration.ts'
import type { Cell, Reading } from '../../domain/reading.ts'
import { healthOffer, lineAt } from '../line-at.ts'
import type { Where } from '../operation.ts'

/** So many of each are shown, and so many are told apart while counting: the rest counts as others. */
const most = { shown: 10, apart: 5_000 }

export interface Counting {
  sinceMs: number
  /** Only those whose status begins with it are told apart. */
  class?: '3' | '4' | '5' | undefined
}

/** Counts requests by status, by target, by path and by who asked. `of`: whose they are, as people call it. */
export function createTally(of: string, { sinceMs, class: kind }: Counting, where: Where) {
  const by = { status: counter(), target: counter(), path: counter(), client: counter() }
  const { requestMs } = where.settings.thresholds ?? {}
  const period = inWords(sinceMs)
  let [all, failed, slow, counted] = [0, 0, 0, 0]
  return {
    add(one: Access): void {
      all++
      if (one.status >= 500) failed++
      if (requestMs !== undefined && (one.tookMs ?? 0) > requestMs) slow++
      if (kind !== undefined && String(one.status)[0] !== kind) return
      counted++
      by.status.add(statusOf(one), one)
      if (one.target !== undefined || one.targetStatus === undefined)
        by.target.add(one.target ?? 'no target', one)
      by.path.add(`${one.method} ${one.path}`, one)
      by.client.add(one.client, one)
    },

    /** What was counted. `lines`: where it was read from, and why it may not be all. */
    told: (lines: string[]): Reading => ({
      state: failed + slow > 0 ? 'unsettled' : 'fine',
      title:
        all === 0
          ? `No requests in the access log of ${of}, ${period}`
          : kind === undefined
            ? `${all} requests to ${of} in ${period}, ${share(failed, all)} with 5xx`
            : `${counted} of ${all} requests to ${of} in ${period} were answered with ${kind}xx`,
      lines: [
        ...(slow > 0
          ? [`${share(slow, all)} took longer than ${asTyped(requestMs!)}, which is the threshold.`]
          : []),
        ...lines,
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
        healthOffer(where),
        { label: 'Again', command: lineAt('logs access', where) },
      ],
    }),
  }
}

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
