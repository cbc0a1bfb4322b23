import { createHash } from 'node:crypto'
import { canonical } from '../../domain/canonical.ts'
import { UserError } from '../../domain/errors.ts'
import { isForAWhile, onTopOf } from '../../domain/run/anew.ts'
import { needsOf } from '../../domain/run/needs.ts'
import { approved, type Lasting, type Params, type Plan, type Risk, readable } from '../../domain/run/plan.ts'
import { resourceOf, sharedBy } from '../../domain/run/resource.ts'
import type { Run } from '../../domain/run/run.ts'
import type { Origin } from '../../domain/runbook/origin.ts'
import type { System } from '../../domain/system.ts'
import { type Operation, riskOf, type Where } from '../../operations/operation.ts'
import type { Store } from '../../ports/store.ts'
import { lineOf } from '../line.ts'
import { misfit } from '../misfit.ts'
import { whereOf } from '../where.ts'
import { latestRuns } from './latest-runs.ts'
import type { Rewritten } from './rewritten.ts'

/** A plan with the digest that an approval is bound to. */
export interface Planned {
  operation: Operation
  risk: Risk
  input: Params
  plan: Plan
  digest: string
  /** The latest runs of its system, read once. */
  latest(): Promise<Run[]>
}

/** What is to be planned. */
export interface ToPlan {
  operation: string
  input: Params
  system: string
  environment: string
  service?: string
  /** For how long it is wanted, in milliseconds; or until the incident it is asked for in is resolved. */
  boxMs?: number
  untilResolved?: true
  /** The step of a runbook that it is: planned only as long as that says the same. */
  origin?: Origin
}

/** Makes plans. Faults are `UserError`s and `OutsideError`s. */
export interface Planner {
  (wanted: ToPlan): Promise<Planned>
  /** The word that has to be typed, as far as that is known before there is a plan. */
  word(wanted: ToPlan): Promise<string | undefined>
  rewritten: Rewritten
}

/** Another version of Belay, which may run beside this one, could plan it. */
export class UnknownOperationError extends UserError {}

export function createPlanner(
  operations: Operation[],
  systems: System[],
  store: Pick<Store, 'recentRuns'>,
  rewritten: Rewritten = async () => undefined,
): Planner {
  function operationOf({ operation: asked }: ToPlan): Operation {
    const operation = operations.find(({ name }) => name === asked)
    if (!operation)
      throw new UnknownOperationError(`This Belay cannot ${asked}: another version of it could.`)
    return operation
  }

  function asked(wanted: ToPlan) {
    const operation = operationOf(wanted)
    const read = operation.input.safeParse(wanted.input)
    if (!read.success) throw misfit(read.error, wanted.input)
    const where = whereOf(wanted, systems)
    return { operation, input: read.data, where, risk: riskOf(operation, read.data, where) }
  }

  async function planner(wanted: ToPlan): Promise<Planned> {
    const { operation, input, where, risk } = asked(wanted)
    const other = await rewritten(wanted)
    if (other !== undefined) throw new UserError(other)
    const why = operation.onlyForAWhile?.(input)
    if (why !== undefined && wanted.boxMs === undefined && !wanted.untilResolved)
      throw forHowLong(why, wanted)
    const alone = withShared(await operation.plan(input, where), where)
    let reading: Promise<Run[]> | undefined
    const latest = () => (reading ??= latestRuns(store, wanted.system))
    const plan = alone.undo ? onTopOf((await latest()).filter(isForAWhile), alone) : alone
    const isAsked = risk === 'change' || risk === 'destructive'
    if (isAsked && !readable(plan))
      throw new UserError(
        'That is more than one message shows, and nobody can approve what they cannot read: ask for less at once.',
      )
    return { operation, risk, input: wanted.input, plan, digest: digestOf({ ...wanted, plan }), latest }
  }

  return Object.assign(planner, {
    rewritten,

    async word(wanted: ToPlan): Promise<string | undefined> {
      const { risk, where } = asked(wanted)
      const { system, environment, service } = where
      const own = service ? [resourceOf(system, environment, service.name)] : []
      return needsOf(system, environment, risk, sharedBy(system, environment, own)).confirm
    },
  })
}

/** What is never for good, asked for without an end. */
const forHowLong = (why: string, { operation, system, environment, service, input }: ToPlan): UserError =>
  new UserError(`${why}: say for how long, with --for.`, {
    label: 'For 30 min',
    command: lineOf(operation, {
      system,
      environment,
      service,
      ...(input as Record<string, string>),
      for: '30m',
    }),
  })

/** Where it serves other environments as well, their rules count, and are told of. */
function withShared(plan: Plan, { system, environment, service }: Where): Plan {
  const own = service ? [resourceOf(system, environment, service.name)] : []
  const shared = sharedBy(system, environment, [...plan.resources, ...own])
  if (shared.length === 0) return plan
  const others = shared.join(' and ')
  const warning = `It serves ${others} as well: what is done reaches ${others} too, and the stricter rules count.`
  return { ...plan, shared, warnings: [warning, ...plan.warnings] }
}

/** SHA-256 over what is done where and for how long, and the calls with all they send and expect to find. */
export const digestOf = ({
  operation,
  system,
  environment,
  service,
  plan,
  ...lasting
}: Pick<Run, 'operation' | 'system' | 'environment' | 'plan'> & Lasting & { service?: string }): string =>
  createHash('sha256')
    .update(canonical([operation, system, environment, service ?? null, approved(plan, lasting)]))
    .digest('hex')
