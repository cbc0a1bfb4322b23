import { inWords } from '../duration.ts'
import { isTheirOwn } from './answers.ts'
import type { RunHappening } from './events.ts'
import { closes } from './exposure.ts'
import type { RunHandlers, RunStep } from './handler.ts'
import { type Run, runLabel } from './run.ts'

/** Nobody is asked more often, in milliseconds. */
const pingEveryMs = 300_000

const refused = (reason: string, offer: 'again' | 'show' = 'show'): RunStep => ({
  refused: { reason, offer },
})

/** Ends a run before or after it began. */
export const over = (
  run: Run,
  state: Extract<Run['state'], 'succeeded' | 'failed' | 'cancelled' | 'declined' | 'expired' | 'void'>,
  at: number,
  happened: RunHappening,
  why?: string,
): RunStep => ({
  run: { ...run, state, endedAt: at, ...(why !== undefined && { why }) },
  happened: [happened],
})

/** Whether it may be done: a yes to exactly this plan, from as many others as it takes. */
export const approvalEvents: RunHandlers<'approve' | 'decline' | 'break-glass' | 'ping' | 'cancel' | 'void'> =
  {
    approve(run, event) {
      if (isTheirOwn(run, event.by)) return refused("Your own change needs somebody else's yes.")
      if (event.digest !== run.digest)
        return refused(
          'This approval is for another plan than the one that is asked for now. Look at it first.',
        )
      if (event.at >= run.expiresAt) return refused(`The ${runLabel(run)} was not approved in time.`, 'again')
      if (run.approvals.some(({ by }) => by.id === event.by.id && by.via === event.by.via))
        return refused(`You have approved the ${runLabel(run)} already. It needs ${left(run)} more.`)
      const approvals = [...run.approvals, { by: event.by, at: event.at }]
      const given = { ...run, approvals }
      return {
        run: left(given) > 0 ? given : { ...given, state: 'approved' },
        happened: [{ kind: 'approved', afterMs: event.at - run.requestedAt, left: left(given) }],
      }
    },

    decline(run, { by, at, text }) {
      const said = text === undefined ? {} : { text }
      return over({ ...run, declined: { by, at, ...said } }, 'declined', at, { kind: 'declined', ...said })
    },

    'break-glass': (run, event) => ({
      run: {
        ...run,
        state: 'approved',
        breakGlass: { by: event.by, at: event.at, reason: event.text },
      },
      happened: [{ kind: 'glass-broken', reason: event.text }],
    }),

    ping(run, { at }) {
      if (run.pingedAt !== undefined && at - run.pingedAt < pingEveryMs)
        return refused(`They were asked ${inWords(at - run.pingedAt)} ago.`)
      return { run: { ...run, pingedAt: at }, happened: [] }
    },

    cancel(run, event) {
      if (closes(run)) return refused('It closes what stands open to the internet: that is not called off.')
      if (run.state !== 'running')
        return over(run, 'cancelled', event.at, { kind: 'cancelled', begun: false })
      if (run.cancel) return 'ignored'
      return { run: { ...run, cancel: { by: event.by, at: event.at } }, happened: [{ kind: 'cancelling' }] }
    },

    void(run, event) {
      // Whoever finds that out has not made the first call, though it may stand there as about to be made.
      const [first] = run.steps
      if (run.state === 'running' && first?.state !== 'starting') return 'ignored'
      const { startedAt: _, undo: __, ...untouched } = run
      return over(untouched, 'void', event.at, { kind: 'void', why: event.why }, event.why)
    },
  }

const left = ({ required, approvals }: Run): number => Math.max(0, required - approvals.length)
