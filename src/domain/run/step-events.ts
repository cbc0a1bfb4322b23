import { wantsLog } from './broken.ts'
import { beginBy } from './clocks.ts'
import type { RunHandlers } from './handler.ts'
import type { Step } from './step.ts'
import { changed, isCurrent, withStep } from './step-of.ts'

/** The calls, one after the other. That one is about to be made is saved before it is made. */
export const stepEvents: RunHandlers<
  'waits' | 'starting' | 'not-started' | 'started' | 'progress' | 'unseen' | 'log' | 'going-back'
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

  log: (run, { log }) => (wantsLog(run) ? changed({ ...run, log }) : 'ignored'),

  'going-back'(run, { step, at }) {
    if (!isCurrent(run, step) || run.steps[step]?.goingBackAt !== undefined) return 'ignored'
    return changed(withStep(run, step, { goingBackAt: at }))
  },
}
