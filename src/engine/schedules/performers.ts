import { belay } from '../../domain/actor.ts'
import { nextAfter } from '../../domain/recurrence.ts'
import { needsOf } from '../../domain/run/needs.ts'
import type { Occurrence, Schedule } from '../../domain/schedule/schedule.ts'
import type { System } from '../../domain/system.ts'
import type { Checklists } from '../checklists/checklists.ts'
import { type ScheduleDeps, schedule } from '../jobs/schedule.ts'
import { type ShowChecklistDeps, showChecklist } from '../jobs/show-checklist.ts'
import { type ShowScheduleDeps, showSchedule } from '../jobs/show-schedule.ts'
import type { InHand, Performers } from '../performer.ts'
import type { ComingBack } from './coming-back.ts'
import { beginScheduled, type Change, plannedFor, type ScheduledRunDeps } from './scheduled-run.ts'

export interface SchedulePerformersDeps
  extends Pick<ScheduleDeps, 'queue' | 'system'>,
    ScheduledRunDeps,
    ShowChecklistDeps,
    Omit<ShowScheduleDeps, 'system'> {
  store: ScheduleDeps['store'] & ShowChecklistDeps['store']
  checklists: Checklists
}

/** Who does what comes back by itself owes. */
export function schedulePerformers(deps: SchedulePerformersDeps): Performers {
  const { checklists, planner, clock } = deps

  async function anew(home: System, found: ComingBack): Promise<Pick<Schedule, 'plan' | 'why' | 'required'>> {
    if (!isChange(found)) return { required: 0 }
    const at = nextAfter(found.when, clock.now()) ?? clock.now()
    const planned = await plannedFor(planner, home, found, at)
    if (typeof planned === 'string') return { required: 1, why: planned }
    const { environment } = found.change
    const { required } = needsOf(home, environment, planned.risk, planned.plan.shared)
    return { required: Math.max(1, required), plan: planned.plan }
  }

  async function begin(
    { claim }: InHand<'schedule'>,
    home: System,
    found: ComingBack,
    kept: Schedule,
    dueAt: number,
  ): Promise<Occurrence> {
    if (isChange(found)) return beginScheduled(deps, home, found, kept, dueAt, claim)
    const at = clock.now()
    const list = (await checklists.known(home)).find(({ name }) => name === found.name)
    if (!list) return { dueAt, at, why: `The runbook of ${home.title} has this list no more.` }
    const place = { channel: home.environments[list.environment]!.channel }
    const wanted = { system: home, list, by: belay, place, dueAt }
    const { id } = await checklists.begin(wanted, `schedule:${found.id}:${dueAt}`, claim)
    return { dueAt, at, checklist: id }
  }

  return {
    schedule: schedule({ ...deps, anew, begin }),
    'show-schedule': showSchedule(deps),
    'show-checklist': showChecklist(deps),
  }
}

const isChange = (found: ComingBack): found is Change => found.change !== undefined
