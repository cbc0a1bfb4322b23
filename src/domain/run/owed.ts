import type { Job, Order, Owed } from '../jobs.ts'
import { wantsLog } from './broken.ts'
import { runClocks, sendWithinMs } from './clocks.ts'
import { runTimers } from './events.ts'
import { isOver, type Run, runLabel } from './run.ts'

/** What follows from a change of a run: the jobs it owes now, and those it no longer owes. */
export function owedByRun(before: Run | undefined, after: Run, now: number): Owed {
  const run = after.id
  const orders: Order[] = []
  const cancelled: Job[] = []
  const at = (job: Job) => orders.push({ job, due: now, when: 'earlier' })

  const were = before ? runClocks(before) : {}
  const are = runClocks(after)
  for (const timer of runTimers) {
    const job: Job = { kind: 'run-timer', run, timer }
    const due = are[timer]
    if (due !== undefined && due !== were[timer]) orders.push({ job, due, when: 'replace' })
    if (due === undefined && were[timer] !== undefined) cancelled.push(job)
  }
  if (after !== before) at({ kind: 'show-run', run })
  if (wantsWork(before, after)) at({ kind: 'run', run })
  if (wantsLog(after) && before?.state !== after.state) at({ kind: 'run-log', run })
  if (after.state === 'succeeded' && before?.state !== 'succeeded')
    for (const job of watches(after, now)) orders.push({ job, due: now + settlesMs, when: 'earlier' })
  if (leavesPrepared(before, after)) at({ kind: 'clear-away', run })
  return { orders, cancelled }
}

/** So long after it, in milliseconds, there is something in a log to be told. */
const settlesMs = 15_000

/** The logs that are followed now that it is done: from its last call on, where the run was asked for. */
const watches = (run: Run, now: number): Job[] =>
  (run.plan.watch ?? []).map(({ service, ms }) => {
    const { id, environment, place, steps } = run
    const sendBy = steps.at(-1)?.sendBy
    return {
      kind: 'follow',
      follow: `${id}-${service}`,
      ...place,
      environment,
      service,
      words: [],
      ...(sendBy === undefined ? { sinceMs: ms } : { sinceMs: 0, from: sendBy - sendWithinMs }),
      until: now + ms,
      after: runLabel(run),
    }
  })

/** Whether it has just ended without having been done, and something was prepared for it. */
const leavesPrepared = (before: Run | undefined, after: Run): boolean =>
  after.plan.otherwise !== undefined &&
  isOver(after) &&
  after.state !== 'succeeded' &&
  before !== undefined &&
  !isOver(before)

/** Whether there is something new to do for it; what is under way looks after itself. */
function wantsWork(before: Run | undefined, after: Run): boolean {
  if (isOver(after) || after.state === 'proposed' || after.state === 'doubtful') return false
  const goesOn = before?.state !== after.state && before?.state !== 'approved'
  return goesOn || (after.cancel !== undefined && before?.cancel === undefined)
}
