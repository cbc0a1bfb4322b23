import { type RunRefusal, runAnswers } from './answers.ts'
import type { RunEvent, RunHappening } from './events.ts'
import type { RunStep } from './handler.ts'
import { runHandlers } from './handlers.ts'
import type { Run } from './run.ts'

/** A next state with what happened (nothing: it went on by itself), or why not. */
export type RunOutcome = { ok: true; run: Run; happened: RunHappening[] } | ({ ok: false } & RunRefusal)

/** Takes one event: pure, total, and without a clock. */
export function runTransition(run: Run, event: RunEvent): RunOutcome {
  const answer = runAnswers[event.type][run.state]
  if (answer === 'ignore') return { ok: true, run, happened: [] }
  if (answer !== 'do') return { ok: false, ...answer(run) }
  const handle = runHandlers[event.type] as (run: Run, event: RunEvent) => RunStep
  const step = handle(run, event)
  if (step === 'ignored') return { ok: true, run, happened: [] }
  if ('refused' in step) return { ok: false, ...step.refused }
  const next = step.run.state === run.state ? step.run : { ...step.run, stateAt: event.at }
  return { ok: true, run: next, happened: step.happened }
}
