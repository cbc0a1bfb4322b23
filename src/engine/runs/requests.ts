import { belay } from '../../domain/actor.ts'
import { inWords } from '../../domain/duration.ts'
import { UserError } from '../../domain/errors.ts'
import { type Incident, isOpen, label } from '../../domain/incident.ts'
import { whyNotAlone } from '../../domain/run/break-glass.ts'
import { isTyped, type Needs, needsOf } from '../../domain/run/needs.ts'
import { propose } from '../../domain/run/opening.ts'
import { longestBoxMs, type Plan } from '../../domain/run/plan.ts'
import type { Run } from '../../domain/run/run.ts'
import type { System } from '../../domain/system.ts'
import type { Barrier } from '../../ports/barrier.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Store } from '../../ports/store.ts'
import { randomId } from '../new-id.ts'
import type { Answered, Request } from './faces.ts'
import { frozenFor } from './frozen.ts'
import type { RunLedger } from './ledger.ts'
import { held } from './locking.ts'
import type { Planned, Planner } from './planner.ts'
import { usualMs } from './usual.ts'

export interface RequestsDeps {
  systems: System[]
  store: Store
  ledger: RunLedger
  planner: Planner
  clock: Clock
  barrier: Barrier
  /** What a run is called by. */
  newId?: () => string
}

/** What a run is asked for in. */
type Occasion = Pick<Run, 'incident' | 'urgent'> & { found?: Incident }

/** Takes what somebody asks for, planned as the world is now, unless something stands in its way. */
export function createRequests({
  systems,
  store,
  ledger,
  planner,
  clock,
  barrier,
  newId = randomId,
}: RequestsDeps) {
  const named = (name: string) => systems.find(({ system }) => system === name)

  async function incidentOf({ system, environment, incident }: Request): Promise<Occasion> {
    const found = incident === undefined ? undefined : (await store.incident(system, incident))?.value
    if (!found) return {}
    const { id, number, severity } = found
    const isUrgent = isOpen(found) && found.environment === environment
    return { found, incident: { id, number, severity }, ...(isUrgent && { urgent: true as const }) }
  }

  /** Where it could be asked for without a second person: in the thread of a P1 that is open there. */
  async function whereAlone({ system, environment }: Request, needs: Needs): Promise<string[]> {
    if (needs.required === 0) return []
    const open = await store.incidents(system, await store.open(system))
    const p1 = open.find(incident => mayBeAlone(needs, environment, incident))
    return p1
      ? [`${label(p1)} is a P1: asked for in its thread, this can go ahead without a second person.`]
      : []
  }

  async function unobstructed(request: Request, { plan, risk }: Planned, occasion: Occasion): Promise<void> {
    const { environment } = request
    const asked = { environment, plan, risk, ...occasion }
    const frozen = frozenFor(named(request.system), asked, clock.now())
    if (frozen !== undefined)
      throw new UserError(`${frozen} In a P1 or P2 it can be asked for in the incident's thread.`)
    for (const resource of plan.resources) {
      const lock = (await store.lock(request.system, resource))?.value
      const isTheirs = lock?.run === undefined && lock?.holder.id === request.by.id
      if (lock && !isTheirs) throw held(lock, request.system)
    }
  }

  async function prepared(request: Request) {
    const { boxMs } = request
    if (boxMs !== undefined && boxMs > longestBoxMs)
      throw new UserError('A change for a while lasts 24 h at most. Make it for good instead, without --for.')
    const planned = await planner(request)
    if (request.onlyLooks && planned.risk !== 'read')
      throw new UserError(
        `It only looked then, and changes something by now: ${planned.plan.title}. Ask for it by its own command.`,
      )
    const { exposes } = planned.plan
    if (exposes && !(boxMs !== undefined && boxMs <= exposes.mostMs))
      throw new UserError(
        `It stands open for ${inWords(exposes.mostMs)} at most: say for how long, as in --for 30m`,
      )
    const occasion = await incidentOf(request)
    await unobstructed(request, planned, occasion)
    if (boxMs !== undefined && !planned.plan.undo)
      throw new UserError(`${request.operation} cannot be taken back by itself: leave out --for.`)
    if (boxMs !== undefined && (await barrier(request.system)) === 'cannot-tell')
      throw new UserError(
        'Redis may lose its last second here, and nobody would then know that this is to be taken back. Leave out --for, and take it back by hand; or whoever runs Belay sets appendfsync always.',
      )
    return { planned, occasion }
  }

  return {
    preview: async (request: Request): Promise<Plan> => (await prepared(request)).planned.plan,

    async request(request: Request, operation: string): Promise<Answered> {
      const { system, environment, service, by, place, reason, origin, boxMs, untilResolved, input } = request
      const { planned, occasion } = await prepared(request)
      const { found, ...asked } = occasion
      const { risk } = planned
      const { name } = planned.operation
      const needs = needsOf(named(system)!, environment, risk, planned.plan.shared)
      if (!isTyped(needs.confirm, request.confirm)) return { word: needs.confirm!, plan: planned.plan }
      const hints = found ? [] : await whereAlone(request, needs)
      const usual = usualMs(
        { operation: name, environment, ...(service !== undefined && { service }) },
        await planned.latest(),
      )
      const run = propose({
        id: request.id ?? newId(),
        system,
        environment,
        operation: name,
        input,
        risk,
        place,
        by,
        ...(service !== undefined && { service }),
        ...asked,
        ...(reason !== undefined && { reason }),
        ...(origin && { origin }),
        ...(boxMs !== undefined && { boxMs }),
        ...(untilResolved && { untilResolved }),
        ...(usual !== undefined && { usualMs: usual }),
        plan: { ...planned.plan, warnings: [...planned.plan.warnings, ...hints] },
        digest: planned.digest,
        needs,
        ...(mayBeAlone(needs, environment, found) && { mayGoAlone: true as const }),
        at: clock.now(),
        wall: clock.wall(),
      })
      return { run: await ledger.open(run, operation) }
    },
  }
}

/** As far as that is known without asking who made it a P1. */
const mayBeAlone = (needs: Needs, environment: string, incident: Incident | undefined): boolean =>
  incident !== undefined && whyNotAlone({ ...needs, environment }, incident, [], belay) === undefined
