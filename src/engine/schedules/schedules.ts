import type { Actor } from '../../domain/actor.ts'
import type { Checklist } from '../../domain/checklist/checklist.ts'
import { UserError } from '../../domain/errors.ts'
import { nextAfter } from '../../domain/recurrence.ts'
import { needsOf } from '../../domain/run/needs.ts'
import type { Run } from '../../domain/run/run.ts'
import type { Schedule } from '../../domain/schedule/schedule.ts'
import { type ScheduleEvent, scheduleTransition } from '../../domain/schedule/transition.ts'
import type { System } from '../../domain/system.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Planner } from '../runs/planner.ts'
import { createSaving, nameOf, type SavingDeps, untilSaved } from '../saving.ts'
import { type ComingBack, comingBack } from './coming-back.ts'
import { type Change, plannedFor } from './scheduled-run.ts'

/** Something that comes back by itself, and what became of its last time. */
interface Scheduled extends ComingBack {
  home: System
  nextAt: number | undefined
  schedule?: Schedule
  run?: Run
  checklist?: Checklist
}

/** What commands may do with what comes back by itself. Refusals are `UserError`s. */
export interface Schedules {
  of(systems: System[]): Promise<Scheduled[]>
  /** The schedule of a change, by its name. */
  change(home: System, name: string): Promise<Scheduled & Change & { schedule: Schedule }>
  /** For the text with this digest; answers how it stands afterwards. */
  allow(asked: Scheduled & Change, digest: string, by: Actor, operation: string): Promise<Schedule>
  stop(asked: Scheduled & Change, by: Actor, operation: string): Promise<Schedule>
}

export interface SchedulesDeps extends SavingDeps {
  clock: Clock
  planner: Planner
}

export function createSchedules({ clock, planner, ...deps }: SchedulesDeps): Schedules {
  const { store } = deps
  const save = createSaving(deps)

  async function scheduled(home: System, found: ComingBack): Promise<Scheduled> {
    const schedule = (await store.schedule(home.system, found.id))?.value
    const { run, checklist } = schedule?.last ?? {}
    const ran = run === undefined ? undefined : (await store.run(home.system, run))?.value
    const list = checklist === undefined ? undefined : (await store.checklist(home.system, checklist))?.value
    return {
      ...found,
      home,
      nextAt: nextAfter(found.when, clock.now()),
      // What its file says by now has not been looked at yet.
      ...(schedule?.digest === found.digest && { schedule }),
      ...(ran && { run: ran }),
      ...(list && { checklist: list }),
    }
  }

  const take = (
    { home, id, name }: Scheduled,
    asked:
      | Omit<Extract<ScheduleEvent, { type: 'allow' }>, 'at'>
      | Omit<Extract<ScheduleEvent, { type: 'stop' }>, 'at'>,
    operation: string,
  ): Promise<Schedule> =>
    untilSaved<Schedule>(id, async () => {
      const found = await store.schedule(home.system, id)
      if (!found)
        throw new UserError(`The schedule ${name} has not been looked at yet: try again in a moment.`)
      if (await store.isSaved(home.system, operation)) return found.value
      const at = clock.now()
      const outcome = scheduleTransition(found.value, { ...asked, at })
      if (!outcome.ok) throw new UserError(outcome.reason, { label: 'Show schedules', command: 'schedules' })
      const result = await save(home.system, operation, {
        changes: [{ expected: found.version, scheduled: id, schedule: outcome.schedule }],
        owed: [
          {
            orders: [{ job: { kind: 'show-schedule', schedule: id }, due: at, when: 'earlier' }],
            cancelled: [],
          },
        ],
        audit: [
          {
            at,
            by: nameOf(asked.by),
            what: `schedule ${asked.type}`,
            detail: { command: name, digest: found.value.digest },
          },
        ],
      })
      return result === 'conflict' ? result : outcome.schedule
    })

  return {
    of: async systems =>
      (
        await Promise.all(systems.map(home => Promise.all(comingBack(home).map(one => scheduled(home, one)))))
      ).flat(),

    async change(home, name) {
      const all = comingBack(home).filter(({ kind }) => kind === 'change')
      const found = all.find(one => one.name === name.toLowerCase())
      if (!found)
        throw new UserError(
          all.length === 0
            ? `${home.title} has no schedules in its system file: \`schedules\` is where each is named.`
            : `${home.title} has no schedule "${name}": it has ${all.map(one => one.name).join(', ')}.`,
          { label: 'Show schedules', command: `schedules --system ${home.system}` },
        )
      const one = await scheduled(home, found)
      if (!one.schedule)
        throw new UserError(`The schedule ${name} has not been looked at yet: try again in a moment.`)
      return one as Scheduled & Change & { schedule: Schedule }
    },

    async allow(asked, digest, by, operation) {
      const planned = await plannedFor(planner, asked.home, asked, asked.nextAt ?? clock.now())
      if (typeof planned === 'string') throw new UserError(`It cannot be allowed as it stands: ${planned}`)
      const needs = needsOf(asked.home, asked.change.environment, planned.risk, planned.plan.shared)
      const required = Math.max(1, needs.required)
      return take(asked, { type: 'allow', digest, required, by }, operation)
    },

    stop: (asked, by, operation) => take(asked, { type: 'stop', by }, operation),
  }
}
