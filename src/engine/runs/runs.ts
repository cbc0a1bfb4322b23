import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import { type Incident, label } from '../../domain/incident.ts'
import { whyNotAlone } from '../../domain/run/break-glass.ts'
import { type Needs, needsOf } from '../../domain/run/needs.ts'
import { propose } from '../../domain/run/opening.ts'
import { type Run, runLabel } from '../../domain/run/run.ts'
import type { System } from '../../domain/system.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Store } from '../../ports/store.ts'
import type { Request, Runs } from './faces.ts'
import { frozenFor } from './frozen.ts'
import type { RunLedger, RunTaken } from './ledger.ts'
import { createLocking, held } from './locking.ts'
import type { Planned, Planner } from './planner.ts'
import { usualMs } from './usual.ts'

export interface RunsDeps {
  systems: System[]
  store: Store
  ledger: RunLedger
  planner: Planner
  clock: Clock
}

/** So many of the latest runs tell how long one usually takes. */
const remembered = 200

/** Changes to infrastructure as commands see them: over all systems, with refusals worded for people. */
export function createRuns({ systems, store, ledger, planner, clock }: RunsDeps): Runs {
  const locking = createLocking({ systems, store, clock })
  const named = (name: string) => systems.find(({ system }) => system === name)

  const incidentOf = async ({ system, incident }: Request): Promise<Incident | undefined> =>
    incident === undefined ? undefined : (await store.incident(system, incident))?.value

  /** Where it could be asked for without a second person: in the thread of a P1 that is open there. */
  async function whereAlone({ system, environment, by }: Request, needs: Needs): Promise<string[]> {
    if (needs.required === 0) return []
    const open = await store.incidents(system, await store.open(system))
    const found = open.find(
      incident => incident.environment === environment && whyNotAlone(needs, incident, by) === undefined,
    )
    return found
      ? [`${label(found)} is a P1: asked for in its thread, this can go ahead without a second person.`]
      : []
  }

  async function unobstructed(
    request: Request,
    { plan, operation }: Planned,
    incident: Run['incident'],
  ): Promise<void> {
    const frozen = frozenFor(
      named(request.system),
      { ...request, incident, risk: operation.risk },
      clock.now(),
    )
    if (frozen !== undefined)
      throw new UserError(`${frozen} In a P1 or P2 it can be asked for in the incident's thread.`)
    for (const resource of plan.resources) {
      const lock = (await store.lock(request.system, resource))?.value
      const isTheirs = lock?.run === undefined && lock?.holder.id === request.by.id
      if (lock && !isTheirs) throw held(lock, request.system)
    }
  }

  async function apply(run: Run, event: Parameters<Runs['apply']>[1], operation: string): Promise<Run> {
    return settled(await ledger.take(run.system, run.id, event, operation), run)
  }

  return {
    plan: planner,

    async request(request, operation) {
      const { system, environment, service, by, place, reason, boxMs, untilResolved, input } = request
      const planned = await planner(request)
      const found = await incidentOf(request)
      const incident = found && { id: found.id, number: found.number, severity: found.severity }
      await unobstructed(request, planned, incident)
      if (boxMs !== undefined && !planned.plan.undo)
        throw new UserError(`${request.operation} cannot be taken back by itself: leave out --for.`)
      const { risk, name } = planned.operation
      const needs = needsOf(named(system)!, environment, risk, planned.plan.shared)
      const hints = found ? [] : await whereAlone(request, needs)
      const usual = usualMs(
        { operation: name, environment, ...(service !== undefined && { service }) },
        await store.recentRuns(system, remembered),
      )
      const run = propose({
        id: randomUUID().replaceAll('-', '').slice(0, 16),
        ...{ system, environment, operation: name, input, risk, place, by },
        ...(service !== undefined && { service }),
        ...(incident && { incident }),
        ...(reason !== undefined && { reason }),
        ...(boxMs !== undefined && { boxMs }),
        ...(untilResolved && { untilResolved }),
        ...(usual !== undefined && { usualMs: usual }),
        plan: { ...planned.plan, warnings: [...planned.plan.warnings, ...hints] },
        digest: planned.digest,
        needs,
        ...(whyNotAlone(needs, found, by) === undefined && { mayGoAlone: true as const }),
        at: clock.now(),
        wall: clock.wall(),
      })
      return ledger.open(run, operation)
    },

    apply,

    async breakGlass(run, by, reason, operation) {
      const needs = needsOf(named(run.system)!, run.environment, run.risk, run.plan.shared)
      const incident = run.incident && (await store.incident(run.system, run.incident.id))?.value
      const why = whyNotAlone(needs, incident, by)
      if (why !== undefined)
        throw new UserError(why, { label: 'Ask the approvers', command: `run ping ${run.id}` })
      return apply(run, { type: 'break-glass', text: reason, by }, operation)
    },

    async find(id) {
      const found = await Promise.all(systems.map(({ system }) => store.run(system, id)))
      return found.find(run => run !== undefined)?.value
    },

    open: async names => (await Promise.all(names.map(name => store.openRuns(name)))).flat(),

    async recent(names, limit) {
      const all = (await Promise.all(names.map(name => store.recentRuns(name, limit)))).flat()
      return all.sort((a, b) => b.requestedAt - a.requestedAt).slice(0, limit)
    },

    async locks(names) {
      const all = await Promise.all(
        names.map(async system => (await store.locks(system)).map(lock => ({ ...lock, system }))),
      )
      return all.flat()
    },

    ...locking,
  }
}

/** The run afterwards, or the refusal as a person reads it, with what they may do instead as a button. */
function settled(taken: RunTaken, asked: Run): Run {
  switch (taken.result) {
    case 'unknown':
      throw new UserError(`The ${runLabel(asked)} is not known any more.`)
    case 'locked':
      throw held(taken.lock, asked.system)
    case 'refused': {
      const offers = {
        again: { label: 'Plan again', command: `run again ${asked.id}` },
        show: { label: 'Show it', command: `run show ${asked.id}` },
      }
      throw new UserError(taken.reason, offers[taken.offer])
    }
    default:
      return taken.run
  }
}
