import type { Run } from './run.ts'
import type { Step } from './step.ts'

/** The step on which a run has failed after it was begun, which its service's log may tell of. */
export const brokenStep = ({ state, steps }: Run): Step | undefined =>
  state === 'failed' ? steps.find(one => one.state === 'failed' && one.result !== undefined) : undefined

/** Whether the log of what was changed is to be read: where the step itself printed, that is told already. */
export function wantsLog(run: Run): boolean {
  const step = brokenStep(run)
  return step !== undefined && step.progress?.output === undefined && run.log === undefined
}
