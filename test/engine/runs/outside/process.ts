import { pino } from 'pino'
import { infrastructureOf } from '../../../../src/app/infrastructure.ts'
import { reachOutside } from '../../../../src/app/outside.ts'
import { OutsideError } from '../../../../src/domain/errors.ts'
import type { Plan } from '../../../../src/domain/run/plan.ts'
import { currentStep, type Run } from '../../../../src/domain/run/run.ts'
import { runTransition } from '../../../../src/domain/run/transition.ts'
import type { System } from '../../../../src/domain/system.ts'
import { NotYet } from '../../../../src/engine/performer.ts'
import type { RunLedger } from '../../../../src/engine/runs/ledger.ts'
import type { ToPlan } from '../../../../src/engine/runs/planner.ts'
import { createSteps } from '../../../../src/engine/runs/steps.ts'
import { aRun } from '../../../domain/run/cast.ts'

/** A clock that is put on: nobody waits here for what may still arrive. */
export function createClock() {
  let ahead = 0
  const now = () => Date.now() + ahead
  return { now, wall: now, rate: () => 1, pass: (ms: number): void => void (ahead += ms) }
}
export type PassingClock = ReturnType<typeof createClock>

/** A run as all processes know it. */
export interface Kept {
  run: Run
}

/** What has been asked for, and approved. */
export const approved = (plan: Plan, at: number): Kept => ({
  run: aRun({ plan, state: 'approved', requestedAt: at, askedAt: at, stateAt: at, expiresAt: at + hour }),
})

const log = pino({ level: 'silent' })
/** So often at the most what is under way is looked at. */
const mostLooks = 40
const hour = 3_600_000
const lookEveryMs = 3_000

export interface ProcessOptions {
  systems: System[]
  secrets: Record<string, string>
  rewrite(address: string): string
}

/** A process of Belay's, as far as it plans changes and carries them out. */
export function createProcess(options: ProcessOptions, clock: PassingClock) {
  const config = { slack: { botToken: 'x' }, pagerduty: {}, github: {} }
  const outside = reachOutside({ ...options, config, log } as never, { clock, lanes: undefined } as never)
  const store = { recentRuns: async () => [], run: async () => undefined }
  const { planner, makers } = infrastructureOf({
    ...options,
    ...outside,
    clock,
    store,
    alertmanager: options,
    pagerduty: undefined,
    library: undefined,
  } as never)
  let isDead = false

  const ledgerOf = (kept: Kept): RunLedger => ({
    async take(_, __, event) {
      // Whoever has died says nothing more.
      if (isDead) return new Promise(() => {})
      const outcome = runTransition(kept.run, { ...event, at: clock.now() } as never)
      if (!outcome.ok) throw new Error(outcome.reason)
      kept.run = outcome.run
      return { result: 'changed', run: kept.run }
    },
    open: async run => run,
  })

  return {
    /** Each call that it can make. */
    actions: [...makers.keys()],
    isRepeatable: (action: string): boolean => makers.get(action)!.repeatable,
    /** What is planned, but for what Belay looks at itself. */
    async plan(wanted: ToPlan): Promise<Plan> {
      const { plan } = await planner(wanted)
      return { ...plan, calls: plan.calls.filter(({ action }) => !action.startsWith('belay:')) }
    },
    /** Goes on with a run until it is over, in doubt or comes no further; answers why it had to begin anew on the way. */
    async carriesOut(kept: Kept, most = mostLooks): Promise<string[]> {
      const goOn = createSteps({
        makers,
        clock,
        ledger: ledgerOf(kept),
        barrier: async () => 'kept',
        forbidden: async () => undefined,
      })
      const inHand = { system: kept.run.system, claim: { token: 'x' }, guard() {} } as never
      const troubles: string[] = []
      for (let look = 0; look < most; look++) {
        const step = currentStep(kept.run)
        if (isDead || step === undefined || !['approved', 'running'].includes(kept.run.state)) break
        try {
          if ((await goOn(inHand, kept.run, step)) === 'later') {
            await new Promise(resolve => setTimeout(resolve, 50))
            clock.pass(lookEveryMs)
          }
        } catch (error) {
          if (error instanceof NotYet) clock.pass(error.afterMs)
          else if (error instanceof OutsideError) troubles.push(error.message)
          else throw error
        }
      }
      return troubles
    },
    dies: (): void => void (isDead = true),
  }
}
export type Process = ReturnType<typeof createProcess>
