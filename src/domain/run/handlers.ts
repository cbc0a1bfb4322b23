import { approvalEvents } from './approval-events.ts'
import type { RunHandlers } from './handler.ts'
import { stepEnds } from './step-ends.ts'
import { stepEvents } from './step-events.ts'
import { undoEvents } from './undo-events.ts'

/** What each event does in the states that let it through (see answers.ts). */
export const runHandlers: RunHandlers = { ...approvalEvents, ...stepEvents, ...stepEnds, ...undoEvents }
