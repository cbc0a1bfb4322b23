import { approvalEvents } from './approval-events.ts'
import type { RunEvent, RunEventType } from './events.ts'
import type { Run } from './run.ts'
import { stepEvents } from './step-events.ts'
import type { RunStep } from './transition.ts'
import { undoEvents } from './undo-events.ts'

export type RunHandlers<T extends RunEventType = RunEventType> = {
  [K in T]: (run: Run, event: Extract<RunEvent, { type: K }>) => RunStep
}

/** What each event does in the states that let it through (see answers.ts). */
export const runHandlers: RunHandlers = { ...approvalEvents, ...stepEvents, ...undoEvents }
