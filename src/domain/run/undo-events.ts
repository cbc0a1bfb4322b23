import { belay } from '../actor.ts'
import { inWords } from '../duration.ts'
import { over } from './approval-events.ts'
import { runClocks, standsSince } from './clocks.ts'
import { closesBy } from './exposure.ts'
import type { RunHandlers, RunStep } from './handler.ts'
import { currentStep, isOver, type Run } from './run.ts'

/** Timers, changes that are wanted for a while only, and what becomes of what a run made. */
export const undoEvents: RunHandlers<'extend' | 'undoing' | 'overtaken' | 'followed' | 'due'> = {
  extend(run, { until, at }) {
    if (!run.undo || run.undo.run !== undefined)
      return {
        refused: {
          reason: run.undo ? 'It is being taken back already.' : 'It stays as it is: nothing takes it back.',
          offer: 'show',
        },
      }
    if (until <= run.undo.at)
      return { refused: { reason: 'It lasts until later than that already.', offer: 'show' } }
    const most = closesBy(run)
    if (most !== undefined && until > most)
      return {
        refused: {
          reason: `It stands open for ${inWords(run.plan.exposes!.mostMs)} at most, and is closed in ${inWords(run.undo.at - at)}. Open it anew once it is closed.`,
          offer: 'show',
        },
      }
    return { run: { ...run, undo: { at: until } }, happened: [{ kind: 'extended', until }] }
  },

  undoing(run, event) {
    if (!(run.undo || run.untilResolved) || run.undo?.run !== event.instead) return 'ignored'
    return {
      run: { ...run, undo: { at: event.at, ...run.undo, run: event.run } },
      happened: [{ kind: 'undoing' }],
    }
  },

  overtaken(run, { by }) {
    const { undo, ...kept } = run
    if (!undo || undo.run !== undefined) return 'ignored'
    return { run: { ...kept, overtakenBy: by }, happened: [] }
  },

  followed(run, { by, ended }) {
    if (run.followed?.ended) return 'ignored'
    return { run: { ...run, followed: { by, ...(ended && { ended }) } }, happened: [] }
  },

  /** A timer counts only if the state still owes it. */
  due(run, { timer, at }) {
    const due = runClocks(run)[timer]
    if (due === undefined || due > at) return 'ignored'
    switch (timer) {
      case 'expire':
        return run.state === 'proposed' ? over(run, 'expired', at, { kind: 'expired' }) : notBegun(run, at)
      case 'stall': {
        const number = currentStep(run)!
        const step = run.steps[number]!
        return {
          run: { ...run, steps: run.steps.with(number, { ...step, stalled: true }) },
          happened: [{ kind: 'stalled', forMs: at - standsSince(step) }],
        }
      }
      case 'undo-soon':
        return {
          run: { ...run, undo: { ...run.undo!, toldAt: at } },
          happened: [{ kind: 'undo-soon', inMs: run.undo!.at - at }],
        }
      case 'lapse':
        return { run: { ...run, lapsed: true }, happened: [] }
      case 'still-open':
        return {
          run: { ...run, openToldAt: at },
          happened: [{ kind: 'still-open', forMs: at - (run.startedAt ?? run.requestedAt) }],
        }
      case 'undo':
        // Whoever performs it makes the run that takes it back, and says so.
        return isOver(run) ? 'ignored' : notWaitedFor(run, at)
    }
  },
}

/** What stands open is closed, however far its opening is. */
function notWaitedFor(run: Run, at: number): RunStep {
  if (run.state === 'doubtful') {
    const why = 'Its time is over: it is closed, whatever became of it.'
    return over(run, 'failed', at, { kind: 'failed', why }, why)
  }
  if (run.cancel) return 'ignored'
  return { run: { ...run, cancel: { by: belay, at } }, happened: [{ kind: 'cancelling' }] }
}

/** What was approved for then is not begun much later. */
function notBegun(run: Run, at: number): RunStep {
  const within = inWords(run.expiresAt - run.requestedAt)
  const why =
    run.scheduled === undefined
      ? `It could not be begun within ${within} of its approval.`
      : `It could not be begun within ${within} of its time.${run.waits === undefined ? '' : ` ${run.waits}`}`
  const { startedAt: _, undo: __, ...untouched } = run
  return over(untouched, 'void', at, { kind: 'void', why }, why)
}
