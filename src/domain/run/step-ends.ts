import { over } from './approval-events.ts'
import { closes, opens } from './exposure.ts'
import type { RunHandlers, RunStep } from './handler.ts'
import { isAwaited } from './results.ts'
import { currentStep, type Run } from './run.ts'
import { changed, isCurrent, isUnderWay, withStep } from './step-of.ts'

/** What came of a call, and with the last of them of the run. */
export const stepEnds: RunHandlers<'done' | 'step-failed' | 'doubt' | 'settle' | 'stopped'> = {
  done(run, { step, at, result, progress }) {
    if (!isCurrent(run, step) || !isUnderWay(run.steps[step])) return 'ignored'
    const next = withStep(run, step, {
      state: 'done',
      endedAt: at,
      ...(result !== undefined && { result }),
      ...(progress && { progress }),
    })
    if (currentStep(next) !== undefined) return changed(next)
    const failed = next.steps.find(({ state }) => state === 'failed')
    if (failed) return failing(next, failed.why ?? '', at)
    // What stands open does so from its first call on.
    const until = opens(run) ? run.undo!.at : Math.max(run.undo?.at ?? 0, at + (run.boxMs ?? 0))
    const undo = run.boxMs === undefined ? {} : { undo: { ...run.undo, at: until } }
    const said = next.steps.at(-1)?.progress?.said ?? []
    return over({ ...next, ...undo }, 'succeeded', at, {
      kind: 'succeeded',
      tookMs: at - (run.startedAt ?? at),
      said,
    })
  },

  // Also before its call is made: what the calls before it were made under may be gone.
  'step-failed'(run, { step, at, why, said, output, wentBack }) {
    if (!isCurrent(run, step) || run.steps[step]?.state === 'doubtful') return 'ignored'
    const before = run.steps[step]?.progress ?? { done: 0, of: 1, what: '', said: [] }
    const told = { ...(said && { said }), ...(output !== undefined && { output }) }
    const progress = Object.keys(told).length === 0 ? {} : { progress: { ...before, ...told } }
    const next = withStep(run, step, {
      state: 'failed',
      endedAt: at,
      why,
      ...progress,
      ...(wentBack && { wentBack }),
    })
    // Of what closes, each call counts by itself.
    return closes(run) && currentStep(next) !== undefined ? changed(next) : failing(next, why, at)
  },

  doubt(run, { step, why }) {
    if (!isCurrent(run, step) || !isUnderWay(run.steps[step])) return 'ignored'
    const doubtful = withStep(run, step, { state: 'doubtful', why })
    return { run: { ...doubtful, state: 'doubtful' }, happened: [{ kind: 'doubtful', why }] }
  },

  settle(run, { had, at }) {
    const step = currentStep(run)
    if (step === undefined) return 'ignored'
    const settled = { kind: 'settled', had } as const
    if (had && isAwaited(run.steps, step))
      return {
        refused: {
          reason:
            'What it answered is needed for the next call, and is not known: say that it was not, and plan again.',
          offer: 'show',
        },
      }
    if (!had) {
      const why = 'The call did not have its effect.'
      return over(withStep(run, step, { state: 'failed', endedAt: at, why }), 'failed', at, settled, why)
    }
    const next = withStep(run, step, { state: 'done', endedAt: at })
    return currentStep(next) === undefined
      ? over(next, 'succeeded', at, settled)
      : { run: { ...next, state: 'running' }, happened: [settled] }
  },

  stopped: (run, { at, why }) =>
    over(run, 'cancelled', at, { kind: 'cancelled', begun: true, ...(why !== undefined && { why }) }, why),
}

const failing = (run: Run, why: string, at: number): RunStep =>
  over(run, 'failed', at, { kind: 'failed', why }, why)
