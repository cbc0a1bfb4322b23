import type { RunTimer } from './events.ts'
import { mayStandOpen, nextReminder, opens } from './exposure.ts'
import { madeBy } from './made.ts'
import { currentStep, isOver, type Run } from './run.ts'
import type { Step } from './step.ts'

/** So long a step may take to show any progress before people are told. */
const stallMs = 60_000
/** So long it may stand still at least once it has shown some: what comes up one after the other takes its time. */
const standstillMs = 900_000
/** From the mark that a call is about to be made to the last moment at which it may be sent, in real milliseconds. */
export const sendWithinMs = 10_000
/** So long before a change is taken back, people are told. */
const undoNoticeMs = 300_000

/**
 * The last moment at which a run may begin: as long after its approval as it could be approved after it was asked for.
 * What takes a change back has none.
 */
export function beginBy({ requestedAt, expiresAt, approvals, breakGlass, undoes }: Run): number {
  if (undoes !== undefined) return Number.POSITIVE_INFINITY
  return (breakGlass?.at ?? approvals.at(-1)?.at ?? requestedAt) + expiresAt - requestedAt
}

/** When its first call was about to be made, in real milliseconds; undefined before. */
export function begunAt({ steps: [first] }: Run): number | undefined {
  return first?.sendBy === undefined ? undefined : first.sendBy - sendWithinMs
}

/** When each of a run's timers is due, in milliseconds since the epoch; derived from its state, never stored. */
export function runClocks(run: Run): Partial<Record<RunTimer, number>> {
  return { ...ofState(run), ...ofUndo(run), ...ofMade(run), ...ofExposure(run) }
}

function ofState(run: Run): Partial<Record<RunTimer, number>> {
  if (run.state === 'proposed') return { expire: run.expiresAt }
  if (waitsToBegin(run)) return { ...(run.undoes === undefined && { expire: beginBy(run) }) }
  if (run.state !== 'running') return {}
  const step = run.steps[currentStep(run) ?? -1]
  if (step?.startedAt === undefined || step.stalled) return {}
  return { stall: standsSince(step) + patienceMs(step) }
}

const gotOn = ({ progress }: Step): boolean => (progress?.done ?? 0) > 0 || progress?.begun !== undefined

/** Since when a step that was begun has come no further. */
export const standsSince = ({ startedAt = 0, progressAt = startedAt }: Step): number => progressAt

/** How long a step may stand as it does before people are told. */
export const patienceMs = (step: Step): number =>
  gotOn(step) ? Math.max(standstillMs, step.progress?.usualMs ?? 0) : stallMs

/** Approved, and no call was made yet: also where one was about to be, and could not. */
const waitsToBegin = ({ state, steps }: Run): boolean =>
  state === 'approved' || (state === 'running' && steps[0]?.state === 'waiting')

/** What it made ends by itself, unless that was changed since. */
function ofMade(run: Run): Partial<Record<RunTimer, number>> {
  if (run.state !== 'succeeded' || run.lapsed || run.followed) return {}
  const until = madeBy(run)?.until
  return until === undefined ? {} : { lapse: until }
}

/** Until it is closed, people hear of it. */
function ofExposure(run: Run): Partial<Record<RunTimer, number>> {
  const next = nextReminder(run)
  return next === undefined ? {} : { 'still-open': next }
}

/**
 * What is still under way or in doubt is taken back when that is over; what stands open is not waited for, and what was
 * opened half-way serves nobody.
 */
function ofUndo(run: Run): Partial<Record<RunTimer, number>> {
  const { undo, boxMs } = run
  if (!undo || boxMs === undefined || undo.run !== undefined) return {}
  if (opens(run) && isOver(run) && run.state !== 'succeeded')
    return mayStandOpen(run) ? { undo: run.stateAt } : {}
  if (!isOver(run) && !opens(run)) return {}
  const notice = undo.toldAt === undefined && boxMs > undoNoticeMs
  return { undo: undo.at, ...(notice && { 'undo-soon': undo.at - undoNoticeMs }) }
}
