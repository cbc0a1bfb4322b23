import { isOver, type Run } from './run.ts'

/** So often people are told that it still stands open, in milliseconds. */
const reminderMs = 600_000

/** A run that opens something to the outside for a while. */
export const opens = ({ plan, undoes }: Run): boolean => plan.exposes !== undefined && undoes === undefined

/** A run that closes it again: it is tried until it is done, and stands behind nobody's lock. */
export const closes = ({ plan, undoes }: Run): boolean => plan.exposes !== undefined && undoes !== undefined

/** Whether what a run opens may stand open, as far as it tells itself. */
export const mayStandOpen = (run: Run): boolean =>
  opens(run) &&
  run.undo?.run === undefined &&
  run.steps.some(({ state }) => state !== 'waiting' && state !== 'failed')

/** The last moment at which what a run opens may stand open; undefined where nothing is opened. */
export const closesBy = ({ plan, startedAt }: Run): number | undefined =>
  plan.exposes && startedAt !== undefined ? startedAt + plan.exposes.mostMs : undefined

/** When people are told once more that something stands open, or is not closed yet. */
export function nextReminder(run: Run): number | undefined {
  const since = opens(run) ? run.startedAt : run.requestedAt
  const owes = opens(run) ? mayStandOpen(run) : closes(run) && run.state !== 'succeeded'
  return owes && since !== undefined ? (run.openToldAt ?? since) + reminderMs : undefined
}

/** Over, and what stands open was not closed: it is tried once more. */
export const failsToClose = (run: Run): boolean => closes(run) && isOver(run) && run.state !== 'succeeded'
