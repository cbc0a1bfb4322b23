import type { RunRefusal } from './answers.ts'
import type { RunEvent, RunEventType, RunHappening } from './events.ts'
import type { Run } from './run.ts'

/** What a handler makes of an event that its state lets through. */
export type RunStep = { run: Run; happened: RunHappening[] } | { refused: RunRefusal } | 'ignored'

export type RunHandlers<T extends RunEventType = RunEventType> = {
  [K in T]: (run: Run, event: Extract<RunEvent, { type: K }>) => RunStep
}
