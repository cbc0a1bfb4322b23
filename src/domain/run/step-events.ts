import { over } from './approval-events.ts'
import { wantsLog } from './broken.ts'
import { beginBy } from './clocks.ts'
import { closes, opens } from './exposure.ts'
import type { RunHandlers, RunStep } from './handler.ts'
import { isAwaited } from './results.ts'
import { currentStep, type Run } from './run.ts'
import type { Step } from './step.ts'

const changed = (run: Run): RunStep => ({ run, happened: [] })

/** The run with its step of that number changed. */
const withStep = (run: Run, number: number, step: Partial<Step>): Run => ({
  ...run,
  steps: run.steps.map((one, i) => (i === number ? { ...one, ...step } : one)),
})

/** Whether a report is about the step that is under way: what comes of an earlier one comes too late. */
const isCurrent = (run: Run, number: number): boolean => currentStep(run) === number

/** The calls, one after the other. That one is about to be made is saved before it is made. */
export const stepEvents: RunHandlers<
  | 'waits'
  | 'starting'
  | 'not-started'
  | 'started'
  | 'progress'
  | 'unseen'
  | 'done'
  | 'step-failed'
  | 'log'
  | 'doubt'
  | 'settle'
  | 'going-back'
  | 'stopped'
> = {
  waits(run, { why }) {
    return run.waits === why ? 'ignored' : { run: { ...run, waits: why }, happened: [{ kind: 'waits', why }] }
  },

  starting(run, { step, at, sendBy }) {
    if (!isCurrent(run, step) || run.steps[step]?.state !== 'waiting' || run.cancel) return 'ignored'
    if (step === 0 && at >= beginBy(run)) return 'ignored'
    const { waits: _, ...free } = run
    const begun = withStep(free, step, { state: 'starting', startedAt: at, sendBy })
    if (run.startedAt !== undefined) return changed(begun)
    const undo = run.boxMs === undefined ? {} : { undo: { at: at + run.boxMs } }
    return { run: { ...begun, ...undo, state: 'running', startedAt: at }, happened: [{ kind: 'started' }] }
  },

  'not-started'(run, { step, why }) {
    if (!isCurrent(run, step) || run.steps[step]?.state !== 'starting') return 'ignored'
    const { startedAt: _, sendBy: __, ...waiting } = run.steps[step]
    const waits: Step = { ...waiting, state: 'waiting', ...(why !== undefined && { why }) }
    return changed({ ...run, steps: run.steps.with(step, waits) })
  },

  started(run, { step, result }) {
    const before = run.steps[step]
    if (!isCurrent(run, step) || before?.state !== 'starting') return 'ignored'
    const { why: _, ...begun } = before
    return changed({ ...run, steps: run.steps.with(step, { ...begun, state: 'started', result }) })
  },

  progress(run, { step, progress, at }) {
    if (!isCurrent(run, step) || run.steps[step]?.state !== 'started') return 'ignored'
    const { unseen: _, ...before } = run.steps[step]
    const { done, begun } = before.progress ?? { done: 0 }
    const looked = { ...before, progress, lookedAt: at }
    if (progress.done === done && progress.begun === begun)
      return changed({ ...run, steps: run.steps.with(step, looked) })
    const { stalled: __, ...moving } = looked
    return changed({ ...run, steps: run.steps.with(step, { ...moving, progressAt: at }) })
  },

  unseen(run, { step, why }) {
    const before = run.steps[step]
    if (!isCurrent(run, step) || before?.state !== 'started' || before.unseen === why) return 'ignored'
    return { run: withStep(run, step, { unseen: why }), happened: [{ kind: 'unseen', why }] }
  },

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

  log: (run, { log }) => (wantsLog(run) ? changed({ ...run, log }) : 'ignored'),

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

  'going-back'(run, { step, at }) {
    if (!isCurrent(run, step) || run.steps[step]?.goingBackAt !== undefined) return 'ignored'
    return changed(withStep(run, step, { goingBackAt: at }))
  },

  stopped: (run, { at, why }) =>
    over(run, 'cancelled', at, { kind: 'cancelled', begun: true, ...(why !== undefined && { why }) }, why),
}

const failing = (run: Run, why: string, at: number): RunStep =>
  over(run, 'failed', at, { kind: 'failed', why }, why)

const isUnderWay = (step: Step | undefined): boolean =>
  step?.state === 'starting' || step?.state === 'started'
