import { needsOf } from '../../../src/domain/run/needs.ts'
import type { Run } from '../../../src/domain/run/run.ts'
import { tooLateMs } from '../../../src/domain/schedule/due.ts'
import { isAllowed, type Schedule } from '../../../src/domain/schedule/schedule.ts'
import { comingBack, idOfOccurrence } from '../../../src/engine/schedules/coming-back.ts'
import type { Save, Store } from '../../../src/ports/store.ts'
import { system } from '../../system.ts'
import type { World } from '../../world.ts'
import { type Broken, checklistsIn, runIn, scheduleIn } from '../law.ts'
import { mayApprove } from '../runs/entitled.ts'

/** So long after somebody has stopped it what was begun before may still come, in real milliseconds. */
const underWayMs = 30_000
/** So much the clock of a process may be ahead, in real milliseconds. */
const skewMs = 5
/** All that comes back in here comes at full minutes. */
const minuteMs = 60_000

const all = comingBack(system)

/** What must hold of every save of what comes back by itself, and of what that begins. */
export function createScheduleLaws(world: () => World, broken: Broken) {
  /** Until when each was allowed, in real milliseconds. */
  const allowedUntil = new Map<string, number>()

  function ofAllowed(before: Schedule | undefined, after: Schedule, { operation }: Save): string | undefined {
    const known = before?.allowed ?? []
    const given = after.allowed.filter(
      one => !known.some(({ by, at }) => by.id === one.by.id && at === one.at),
    )
    for (const { by } of given) {
      const read = world().read.get(operation)
      if (read?.run !== after.id || read.user !== by.id) return `${by.name} has not allowed it`
      if (read.digest !== after.digest) return `${by.name} has read another text`
      if (read.channel === 'C-elsewhere') return `${by.name} has allowed it in a channel that has no rights`
      if (!mayApprove(world(), by.id)) return `${by.name} may not allow it`
    }
    const who = new Set(after.allowed.map(({ by }) => by.id))
    return who.size < after.allowed.length ? 'somebody has allowed it twice' : undefined
  }

  function ofTimes(before: Schedule | undefined, after: Schedule): string | undefined {
    const { clock } = world().memory
    if (!before || after.since === before.since) return undefined
    if (after.since < before.since) return `it was seen to up to ${before.since}, and is to ${after.since}`
    if (after.since % minuteMs !== 0) return `${after.since} is none of its times`
    return after.since > clock.now() + skewMs * clock.rate() ? `${after.since} is yet to come` : undefined
  }

  /** The time that a run was begun for is due, and it may be begun by itself. */
  function ofRun({ id, scheduled, environment, risk }: Run): string | undefined {
    const { memory } = world()
    const found = all.find(one => one.kind === 'change' && one.name === scheduled)
    if (!found) return `nothing is called ${scheduled}`
    const now = memory.clock.now() + skewMs * memory.clock.rate()
    let due = now - (now % minuteMs)
    while (idOfOccurrence(system.system, found.id, due) !== id) {
      due -= minuteMs
      if (now - due > tooLateMs + minuteMs) return `it is that of no time of ${scheduled} that is due`
    }
    const until = allowedUntil.get(found.id) ?? Number.NEGATIVE_INFINITY
    if (memory.clock.wall() - until < underWayMs) return undefined
    const schedule = scheduleIn(memory, found.id)
    const required = Math.max(1, needsOf(system, environment, risk).required)
    if ((schedule?.allowed.length ?? 0) < required)
      return `${schedule?.allowed.length ?? 0} of ${required} have allowed ${scheduled}`
    return schedule && isAllowed(schedule) ? undefined : `${scheduled} is not allowed any more`
  }

  /** One list for each time. */
  function ofLists(): string | undefined {
    const times = checklistsIn(world().memory).map(({ name, dueAt }) => `${name} of ${dueAt}`)
    const twice = times.find((time, i) => times.indexOf(time) < i)
    return twice && `${twice} is begun twice`
  }

  function check(save: Save, before: Map<string, Schedule | Run | undefined>): void {
    const { memory } = world()
    const says = (law: string, id: string, how: string | undefined) => how && broken(law, `${id}: ${how}`)
    for (const change of save.changes) {
      if ('scheduled' in change) {
        const id = change.scheduled
        const [was, is] = [before.get(id) as Schedule | undefined, scheduleIn(memory, id)]
        if (was && isAllowed(was) && !(is && isAllowed(is))) allowedUntil.set(id, memory.clock.wall())
        if (!is) continue
        says(
          'what comes back is allowed by whoever may, for what they have read',
          id,
          ofAllowed(was, is, save),
        )
        says('each time is seen to once', id, ofTimes(was, is))
      }
      if ('checklist' in change) says('each time is seen to once', change.checklist.id, ofLists())
      if ('run' in change && change.run.scheduled !== undefined && !before.get(change.run.id))
        says('what begins by itself is allowed and due', change.run.id, ofRun(runIn(memory, change.run.id)!))
    }
  }

  return {
    /** Does a save, and looks at what came of it. */
    save(act: Store['save'], given: Save) {
      const { memory } = world()
      const before = new Map(
        given.changes.flatMap((change): [string, Schedule | Run | undefined][] => {
          if ('scheduled' in change) return [[change.scheduled, scheduleIn(memory, change.scheduled)]]
          return 'run' in change ? [[change.run.id, runIn(memory, change.run.id)]] : []
        }),
      )
      const { operations } = memory.of(given.system)
      const size = operations.size
      const answer = act(given)
      if (operations.size > size) check(given, before)
      return answer
    },
  }
}
