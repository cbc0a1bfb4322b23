import type { Actor } from '../actor.ts'
import type { Origin } from '../runbook/origin.ts'
import type { Needs } from './needs.ts'
import type { Call, Params, Plan, Risk, Shift } from './plan.ts'
import { filledIn } from './results.ts'
import type { Run, RunPlace } from './run.ts'

/** What is known of a run when it is asked for. */
export interface Proposal {
  id: string
  system: string
  environment: string
  service?: string
  operation: string
  input: Params
  risk: Risk
  plan: Plan
  digest: string
  place: RunPlace
  incident?: NonNullable<Run['incident']>
  urgent?: true
  by: Actor
  reason?: string
  origin?: Origin
  needs: Pick<Needs, 'required' | 'expireMs'>
  mayGoAlone?: true
  boxMs?: number
  untilResolved?: true
  usualMs?: number
  undoes?: string
  wantedBy?: Actor
  scheduled?: string
  /** By the clock, and by Redis's in real milliseconds. */
  at: number
  wall: number
}

/** A new run: waits for approvals or, where it needs none, for its turn. */
export function propose({ by, needs, at, wall, ...given }: Proposal): Run {
  return {
    ...given,
    schema: 1,
    requestedBy: by,
    requestedAt: at,
    askedAt: wall,
    required: needs.required,
    approvals: [],
    expiresAt: at + needs.expireMs,
    state: needs.required > 0 ? 'proposed' : 'approved',
    stateAt: at,
    steps: given.plan.calls.map(call => ({ call, state: 'waiting' })),
  }
}

/** The run that takes a change back when its time is over. It was approved with it. */
export function takingBack(run: Run, id: string, by: Actor, at: number, wall: number): Run {
  const { system, environment, service, operation, input, risk, plan, digest, place, incident, urgent } = run
  const calls = (plan.undo ?? []).map(call => ({ ...call, params: filledIn(call.params, run.steps) }))
  const title = `take back: ${plan.title}`
  return propose({
    id,
    system,
    environment,
    operation,
    input,
    risk,
    digest,
    place,
    by,
    at,
    wall,
    ...(service !== undefined && { service }),
    ...(incident && { incident }),
    ...(urgent && { urgent }),
    plan: {
      ...plan,
      title,
      calls,
      shifts: plan.shifts.map((shift, i) => back(shift, plan.undo?.[i])),
      now: [],
      warnings: [],
      // What stands open waits for nobody's lock.
      ...(plan.exposes && { resources: [] }),
    },
    needs: { required: 0, expireMs: 0 },
    undoes: run.id,
    wantedBy: run.requestedBy,
  })
}

/** Where it goes back to further than it came from, the call says so. */
const back = ({ from, to }: Shift, call: Call | undefined): Shift => ({
  from: to,
  to: from === undefined ? 'as it was' : (call?.sets ?? from),
})
