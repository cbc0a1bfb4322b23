import type { Run } from '../../../src/domain/run/run.ts'
import { frozenFor } from '../../../src/engine/runs/frozen.ts'
import { people, system } from '../../system.ts'
import type { World } from '../../world.ts'
import { incidentIn, runIn } from '../law.ts'

/** So long after somebody may no longer say yes, or a freeze has begun, what was asked before may still come, in real milliseconds. */
const underWayMs = 30_000

/** Whether somebody may say yes to changes, or might have just before, or before a process stood still that had heard it. */
export function mayApprove({ slack, leftAt, stills, scheduler }: World, id: string | undefined): boolean {
  if (id === undefined) return false
  const isIn = system.people.approvers.some(person =>
    person.startsWith('@')
      ? slack.groups[person]?.some(member => member.id === id)
      : people.some(member => member.id === id && member.email === person),
  )
  const now = scheduler.now()
  const ended = [...stills.values()].filter(({ until }) => until <= now && now - until < underWayMs)
  const since = Math.min(now, ...ended.map(({ from }) => from))
  return isIn || since - (leftAt.get(id) ?? Number.NEGATIVE_INFINITY) < underWayMs
}

/** Why a run may not begin what it begins; undefined when it may. */
export function whyNot(world: World, run: Run): string | undefined {
  if (run.undoes !== undefined) return ofUndo(world, run)
  const { memory } = world
  const settings = system.environments[run.environment]?.approvals
  const required = Math.max(settings?.required ?? 0, run.risk === 'destructive' ? 1 : 0)
  const yes = new Set(run.approvals.map(({ by }) => by.id).filter(id => id !== run.requestedBy.id))
  const now = memory.clock.now()
  const before = now - underWayMs * memory.clock.rate()
  const whyFrozen = frozenFor(system, run, now) && frozenFor(system, run, before)
  // Who has allowed its schedule is looked at when that begins it.
  if (run.scheduled !== undefined)
    return now - run.expiresAt > underWayMs * memory.clock.rate() ? 'its time is over' : whyFrozen
  if (run.breakGlass) return ofGlass(world, run, settings?.breakGlass ?? false)
  if (yes.size < required) return `${yes.size} of ${required} have said yes`
  const since = run.approvals.at(-1)?.at ?? run.requestedAt
  const late = now - since - (settings?.expire ?? 900_000)
  if (late > underWayMs * memory.clock.rate()) return `it was approved ${now - since} ms ago`
  return whyFrozen
}

/** It was approved with what it takes back, which has begun, and it does what was said then. */
function ofUndo({ memory }: World, { undoes, plan }: Run): string | undefined {
  const undone = runIn(memory, undoes!)
  if (undone?.startedAt === undefined) return 'what it takes back has never begun'
  const told = (calls: Run['plan']['calls']) =>
    JSON.stringify(calls.map(({ action, on, sets }) => [action, on, sets]))
  return told(plan.calls) === told(undone.plan.undo ?? []) ? undefined : 'it is not what was approved'
}

function ofGlass({ memory }: World, run: Run, isAllowed: boolean): string | undefined {
  if (!isAllowed) return `nobody may go ahead alone in ${run.environment}`
  const incident = run.incident && incidentIn(memory, run.incident.id)
  if (incident?.environment !== run.environment) return 'nobody may go ahead alone without an incident there'
  const { openedBy, raisedBy, reopenedBy } = incident
  const own = [openedBy, raisedBy, reopenedBy].some(
    by => by?.via === 'slack' && by.id === run.breakGlass!.by.id,
  )
  return own ? 'who goes ahead alone has made it a P1' : undefined
}
