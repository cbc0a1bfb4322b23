import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import { isOpen } from '../../domain/incident.ts'
import { whoBegan, whyNotAlone } from '../../domain/run/break-glass.ts'
import { needsOf } from '../../domain/run/needs.ts'
import { propose } from '../../domain/run/opening.ts'
import { longestBoxMs } from '../../domain/run/plan.ts'
import { type Run, runLabel } from '../../domain/run/run.ts'
import type { System } from '../../domain/system.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Store } from '../../ports/store.ts'
import { type IdentifyDeps, inSlack } from '../identify.ts'
import type { Request, Runs } from './faces.ts'
import { frozenFor } from './frozen.ts'
import type { RunLedger, RunTaken } from './ledger.ts'
import { createLocking, held } from './locking.ts'
import type { Planned, Planner } from './planner.ts'
import { takeBackAgain } from './take-back.ts'
import { usualMs } from './usual.ts'

export interface RunsDeps {
  systems: System[]
  store: Store
  ledger: RunLedger
  planner: Planner
  clock: Clock
  /** Tells who in Slack somebody of PagerDuty's is. */
  who: IdentifyDeps
}

/** What a run is asked for in. */
type Occasion = Pick<Run, 'incident' | 'urgent'>

/** So many of the latest runs tell how long one usually takes. */
const remembered = 200

/** Changes to infrastructure as commands see them: over all systems, with refusals worded for people. */
export function createRuns({ systems, store, ledger, planner, clock, who }: RunsDeps): Runs {
  const locking = createLocking({ systems, store, clock })
  const named = (name: string) => systems.find(({ system }) => system === name)

  async function incidentOf({ system, environment, incident }: Request): Promise<Occasion> {
    const found = incident === undefined ? undefined : (await store.incident(system, incident))?.value
    if (!found) return {}
    const { id, number, severity } = found
    const isUrgent = isOpen(found) && found.environment === environment
    return { incident: { id, number, severity }, ...(isUrgent && { urgent: true as const }) }
  }

  async function unobstructed(
    request: Request,
    { plan, operation }: Planned,
    occasion: Occasion,
  ): Promise<void> {
    const { environment } = request
    const asked = { environment, plan, risk: operation.risk, ...occasion }
    const frozen = frozenFor(named(request.system), asked, clock.now())
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
      if (boxMs !== undefined && boxMs > longestBoxMs)
        throw new UserError(
          'A change for a while lasts 24 h at most. Make it for good instead, without --for.',
        )
      const planned = await planner(request)
      const occasion = await incidentOf(request)
      await unobstructed(request, planned, occasion)
      if (boxMs !== undefined && !planned.plan.undo)
        throw new UserError(`${request.operation} cannot be taken back by itself: leave out --for.`)
      const { risk, name } = planned.operation
      const usual = usualMs(
        { operation: name, environment, ...(service !== undefined && { service }) },
        await store.recentRuns(system, remembered),
      )
      const run = propose({
        id: randomUUID().replaceAll('-', '').slice(0, 16),
        ...{ system, environment, operation: name, input, risk, place, by },
        ...(service !== undefined && { service }),
        ...occasion,
        ...(reason !== undefined && { reason }),
        ...(boxMs !== undefined && { boxMs }),
        ...(untilResolved && { untilResolved }),
        ...(usual !== undefined && { usualMs: usual }),
        plan: planned.plan,
        digest: planned.digest,
        needs: needsOf(named(system)!, environment, risk, planned.plan.shared),
        at: clock.now(),
        wall: clock.wall(),
      })
      return ledger.open(run, operation)
    },

    apply,

    async breakGlass(run, by, reason, operation) {
      const needs = needsOf(named(run.system)!, run.environment, run.risk, run.plan.shared)
      const incident = run.incident && (await store.incident(run.system, run.incident.id))?.value
      const began = await Promise.all(
        (incident ? whoBegan(incident) : []).map(async one => ({ ...one, by: await inSlack(one.by, who) })),
      )
      const why = whyNotAlone({ ...needs, environment: run.environment }, incident, began, by)
      if (why !== undefined)
        throw new UserError(why, { label: 'Ask the approvers', command: `run ping ${run.id}` })
      return apply(run, { type: 'break-glass', text: reason, by }, operation)
    },

    takeBackAgain: (undo, by, operation) => takeBackAgain(undo, by, { store, ledger, clock }, operation),

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
