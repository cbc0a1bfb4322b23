import type { Actor } from '../../domain/actor.ts'
import { inWords } from '../../domain/duration.ts'
import { OutsideError, UserError } from '../../domain/errors.ts'
import { needsOf } from '../../domain/run/needs.ts'
import { propose } from '../../domain/run/opening.ts'
import type { Params } from '../../domain/run/plan.ts'
import { mayWaitMs, tooLateMs, triesForMs } from '../../domain/schedule/due.ts'
import { isAllowed, type Occurrence, type Schedule } from '../../domain/schedule/schedule.ts'
import type { ScheduleSettings } from '../../domain/schedule/settings.ts'
import { stamp } from '../../domain/stamp.ts'
import type { System } from '../../domain/system.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Claim } from '../../ports/queue.ts'
import { NotYet } from '../performer.ts'
import type { RunLedger } from '../runs/ledger.ts'
import type { Planned, Planner } from '../runs/planner.ts'
import { usualMs } from '../runs/usual.ts'
import { type ComingBack, idOfOccurrence } from './coming-back.ts'

/** How soon what cannot be planned is planned again, in real milliseconds. */
const againMs = 15_000

export interface ScheduledRunDeps {
  planner: Planner
  ledger: RunLedger
  clock: Clock
}

/** A change that comes back, with what its file says of it. */
export type Change = ComingBack & { change: ScheduleSettings }

/** In whose name it is done. */
const bySchedule = (name: string): Actor => ({ via: 'belay', name: `The schedule ${name}` })

/** What it would be at a time, or why that cannot be planned: never that something outside is away. */
export async function plannedFor(
  planner: Planner,
  { system }: System,
  { change }: Change,
  at: number,
): Promise<Planned | string> {
  const { environment, service, operation } = change
  const wanted = { system, environment, operation, input: inputAt(change, at) }
  try {
    const planned = await planner({ ...wanted, ...(service !== undefined && { service }) })
    return planned.risk === 'destructive'
      ? 'What it destroys cannot be taken back, and takes a yes each time: ask for it by hand.'
      : planned
  } catch (error) {
    if (error instanceof UserError || (error instanceof OutsideError && error.fault.fault === 'refused'))
      return error.message
    throw error
  }
}

/** Begins the run of a time that is due, once; or says why it does not. */
export async function beginScheduled(
  { planner, ledger, clock }: ScheduledRunDeps,
  home: System,
  change: Change,
  schedule: Schedule,
  dueAt: number,
  claim: Claim,
): Promise<Occurrence> {
  const now = clock.now()
  const not = (why: string): Occurrence => ({ dueAt, at: now, why })
  if (schedule.stopped) return not(`${schedule.stopped.by.name} has stopped it.`)
  if (!isAllowed(schedule)) return not('Nobody has allowed it yet, as its file has it now.')
  if (now - dueAt > tooLateMs)
    return not(`Belay was away, and came back ${inWords(now - dueAt)} after its time.`)
  const planned = await plannedFor(planner, home, change, dueAt)
  if (typeof planned === 'string') {
    if (now - dueAt < triesForMs) throw new NotYet(againMs, planned)
    return not(planned)
  }
  const { environment, service, operation } = change.change
  const needs = needsOf(home, environment, planned.risk, planned.plan.shared)
  if (needs.required > schedule.allowed.length)
    return not(`It takes ${needs.required} approvers by now, and ${schedule.allowed.length} allowed it.`)
  const usual = usualMs(
    { operation, environment, ...(service !== undefined && { service }) },
    await planned.latest(),
  )
  const run = propose({
    id: idOfOccurrence(home.system, change.id, dueAt),
    system: home.system,
    environment,
    operation,
    input: planned.input,
    risk: planned.risk,
    ...(service !== undefined && { service }),
    plan: planned.plan,
    digest: planned.digest,
    place: { channel: home.environments[environment]!.channel },
    by: bySchedule(change.name),
    reason: `allowed by ${schedule.allowed.map(({ by }) => by.name).join(' and ')}`,
    needs: { required: 0, expireMs: mayWaitMs(change.when, dueAt) },
    scheduled: change.name,
    ...(usual !== undefined && { usualMs: usual }),
    at: now,
    // When it was due: what Redis has lost since then may be that it was begun.
    wall: clock.wall() - (now - dueAt) / clock.rate(),
  })
  const kept = await ledger.open(run, `schedule:${run.id}`, undefined, claim)
  return { dueAt, at: now, run: kept.id }
}

/** `{time}` in what it is given is the time it is due at. */
const inputAt = ({ input }: ScheduleSettings, at: number): Params =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll('{time}', stamp(at)) : value,
    ]),
  )
