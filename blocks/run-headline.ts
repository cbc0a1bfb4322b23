import { hasBegun, isOver, type Run, type RunState } from '../src/domain/run/run.ts'
import { clip, shown } from './limits.ts'
import { oneLine } from './text.ts'

/** A colour and a word for each state of a run. */
const runSymbols: Record<RunState, string> = {
  proposed: '🟡',
  approved: '⏳',
  running: '⏳',
  doubtful: '⚠️',
  succeeded: '🟢',
  failed: '🔴',
  cancelled: '⚪',
  declined: '⚪',
  expired: '⚪',
  void: '⚪',
}

const stateWords: Record<RunState, string> = {
  proposed: 'waits for approval',
  approved: 'approved',
  running: 'under way',
  doubtful: 'in doubt',
  succeeded: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  declined: 'declined',
  expired: 'not approved in time',
  void: 'not begun',
}

/** "roll back api-gateway, production" */
export const titleOf = ({ plan }: Pick<Run, 'plan'>): string => clip(oneLine(plan.title), shown.title)

/** "🟡 waits for approval: roll back api-gateway, production" */
export const runHeadline = (run: Run): string => `${runSymbol(run)} ${standing(run)}: ${titleOf(run)}`

/** What was stopped half-way has changed something: that is not as if nothing had been done. */
const isHalfDone = (run: Run): boolean => run.state === 'cancelled' && hasBegun(run)

export const runSymbol = (run: Run): string => (isHalfDone(run) ? '🟠' : runSymbols[run.state])

function standing(run: Run): string {
  if (run.cancel && !isOver(run)) return 'being stopped'
  if (!isHalfDone(run)) return stateWords[run.state]
  const done = run.steps.filter(({ state }) => state === 'done').length
  return done === 0 ? 'stopped in its first step' : `stopped after ${done} of ${run.steps.length} steps`
}
