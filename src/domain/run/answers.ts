import type { Actor } from '../actor.ts'
import type { RunEventType } from './events.ts'
import { type Run, type RunState, runLabel, runStates } from './run.ts'

export interface RunRefusal {
  reason: string
  /** What helps: a new plan of the same, or a look at it. */
  offer: 'again' | 'show'
}
type Answer = 'do' | 'ignore' | ((run: Run) => RunRefusal)

/** Says why not, for each state in which a run can be that what somebody asks for makes no sense. */
const notNow = (run: Run): RunRefusal => ({
  reason: `The ${runLabel(run)} ${standing(run)}.`,
  offer: offerIn(run.state),
})

function standing(run: Run): string {
  switch (run.state) {
    case 'proposed':
      return 'has not been approved yet'
    case 'approved':
      return 'is approved already, and begins in a moment'
    case 'running':
      return 'is under way already'
    case 'doubtful':
      return 'waits for somebody to say whether its last call had its effect'
    case 'succeeded':
      return 'is done'
    case 'failed':
      return 'has failed'
    case 'cancelled':
      return 'was cancelled'
    case 'declined':
      return 'was declined'
    case 'expired':
      return 'was not approved in time'
    case 'void':
      return `was not begun: ${run.why ?? 'the world had moved'}`
  }
}

const offerIn = (state: RunState): RunRefusal['offer'] =>
  state === 'expired' || state === 'void' || state === 'failed' ? 'again' : 'show'

const inStates = (states: readonly RunState[], elsewhere: Answer): Record<RunState, Answer> =>
  Object.fromEntries(runStates.map(state => [state, states.includes(state) ? 'do' : elsewhere])) as Record<
    RunState,
    Answer
  >

/** The answer to every event in every state. What Belay itself reports too late means nothing any more. */
export const runAnswers: Record<RunEventType, Record<RunState, Answer>> = {
  approve: inStates(['proposed'], notNow),
  decline: inStates(['proposed'], notNow),
  'break-glass': inStates(['proposed'], notNow),
  ping: inStates(['proposed'], notNow),
  cancel: inStates(['proposed', 'approved', 'running'], notNow),
  settle: inStates(['doubtful'], notNow),
  extend: inStates(['running', 'doubtful', 'succeeded', 'failed', 'cancelled'], notNow),
  void: inStates(['proposed', 'approved', 'running'], 'ignore'),
  waits: inStates(['approved'], 'ignore'),
  starting: inStates(['approved', 'running'], 'ignore'),
  'not-started': inStates(['running'], 'ignore'),
  started: inStates(['running'], 'ignore'),
  progress: inStates(['running'], 'ignore'),
  unseen: inStates(['running'], 'ignore'),
  done: inStates(['running'], 'ignore'),
  'step-failed': inStates(['running'], 'ignore'),
  doubt: inStates(['running'], 'ignore'),
  'going-back': inStates(['running'], 'ignore'),
  stopped: inStates(['running'], 'ignore'),
  undoing: inStates(['running', 'doubtful', 'succeeded', 'failed', 'cancelled'], 'ignore'),
  overtaken: inStates(['succeeded', 'failed', 'cancelled'], 'ignore'),
  followed: inStates(['succeeded'], 'ignore'),
  log: inStates(['failed'], 'ignore'),
  due: inStates(runStates, 'ignore'),
}

/** Whether something can still be done to a run, and has not been yet. */
export const isOpenTo = (run: Run, event: RunEventType): boolean =>
  runAnswers[event][run.state] === 'do' && !(event === 'cancel' && run.cancel)

/** Who asked cannot approve, wherever they click; nor can anybody twice. */
export const isTheirOwn = (run: Run, by: Actor): boolean =>
  by.via === run.requestedBy.via && by.id === run.requestedBy.id
