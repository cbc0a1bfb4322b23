import { isDeepStrictEqual } from 'node:util'
import { clocks } from '../../src/domain/clocks.ts'
import type { Incident } from '../../src/domain/incident.ts'
import type { IncidentChange, Save } from '../../src/ports/store.ts'
import { type Coverage, cover } from '../coverage.ts'
import type { Memory } from '../memory/memory.ts'
import { system } from '../system.ts'
import { type Broken, incidentIn } from './law.ts'
import { mistold } from './milestones.ts'
import { misowed } from './owed.ts'

/**
 * So long a save may be on its way after its time was taken, in real milliseconds: Redis is asked first whether its
 * history goes on, where that is not known, and clocks differ.
 */
const underWayMs = 5_000 + 4_000 + 100

/** So much the clock of a process may be ahead, in real milliseconds. */
const skewMs = 5

/** What has changed of an incident, but for how much is told of it, and that it is a sign of life. */
function changedBy(before: Incident | undefined, after: Incident): string | undefined {
  const [was, is] = [before, after].map(one => ({
    ...one,
    ...{ entries: 0, lifeAt: 0, remindedAt: 0, warnedAt: 0 },
  }))
  if (isDeepStrictEqual(was, is)) return undefined
  return `${JSON.stringify(was)} became ${JSON.stringify(is)}`
}

/** What must hold of every save, as soon as it is done. */
export function createSavedLaws(memory: Memory, coverage: Coverage, broken: Broken) {
  /** Since when nobody is to be told of a cycle any more, by incident and cycle, in real milliseconds. */
  const leftAt = new Map<string, number>()

  /** When an incident came to the level that it is at, whatever it says itself. */
  const levelAt = new Map<string, number>()

  function ofLadder(before: Incident | undefined, after: Incident, save: Save): string | undefined {
    if (!before) return undefined
    if (after.cycle < before.cycle) return `cycle ${before.cycle} became ${after.cycle}`
    if (after.cycle > before.cycle + 1) return `cycle ${before.cycle} became ${after.cycle} at once`
    if (after.cycle === before.cycle && after.climb < before.climb)
      return `climb ${before.climb} became ${after.climb}`
    const hasEntered = after.cycle !== before.cycle || after.climb !== before.climb
    if (hasEntered && after.state !== 'triggered')
      return `level ${after.level} is entered while it is ${after.state}`
    if (after.cycle === before.cycle && after.climb > before.climb + 1)
      return `levels ${before.climb + 1} to ${after.climb} are entered at once`
    if (after.state === 'triggered' && before.state !== 'triggered' && after.cycle === before.cycle)
      return `it pages again within cycle ${after.cycle}`
    const isByClock = save.audit.some(({ what, detail }) => what === 'due' && detail?.timer === 'escalate')
    if (!isByClock || !hasEntered) return undefined
    const due = clocks(before).escalate
    const now = memory.clock.now()
    if (due === undefined || now < due)
      return `level ${after.level} is entered at ${now}, before its time at ${due}`
    const [waited, wait] = [now - levelAt.get(after.id)!, due - before.levelAt]
    if (waited < wait - underWayMs * memory.clock.rate())
      return `level ${after.level} is entered after ${waited} ms instead of ${wait}`
    return undefined
  }

  /** When each was saved last, in real milliseconds. */
  const savedAt = new Map<string, number>()

  function check(save: Save, change: IncidentChange, before: Incident | undefined): void {
    const { id } = change.incident
    savedAt.set(id, memory.clock.wall())
    const after = incidentIn(memory, id)!
    const says = (law: string, how: string | undefined) => how && broken(law, `${id}: ${how}`)
    const events = save.audit.filter(({ incident }) => incident === id)
    for (const { what, detail } of events)
      cover(coverage, before, after, what === 'due' ? `due-${detail?.timer}` : what)
    const lines = memory.of(system.system).timelines.get(id)?.length ?? 0
    if (after.entries !== lines)
      says('the timeline is whole', `it counts ${after.entries} entries and has ${lines}`)
    if (change.entries.length > 0 && events.length === 0) says('every change is in the audit', 'one is not')
    if (events.some(({ what }) => what === 'news'))
      says('what PagerDuty only tells changes nothing', changedBy(before, after))
    says('each level on time, once a cycle, and none once somebody has it', ofLadder(before, after, save))
    says('a deadline is owed as long as it holds', misowed(memory, after))
    const latest = memory.clock.now() + skewMs * memory.clock.rate()
    says('a milestone is told once, and not once it is passed', mistold(before, after, latest))
    if (before?.cycle !== after.cycle || before.climb !== after.climb) levelAt.set(id, memory.clock.now())
    const cycle = `${id}:${after.cycle}`
    if (after.state !== 'triggered' && before?.state === 'triggered') leftAt.set(cycle, memory.clock.wall())
  }

  return {
    leftAt,
    savedAt,
    /** Does a save, and looks at what came of it. */
    save(act: (save: Save) => ReturnType<Memory['store']['save']>, given: Save) {
      const kept = memory.of(given.system)
      const before = new Map(
        given.changes.flatMap(change =>
          'incident' in change ? [[change.incident.id, incidentIn(memory, change.incident.id)]] : [],
        ),
      )
      const sizes = kept.operations.size
      const answer = act(given)
      if (kept.operations.size > sizes)
        for (const change of given.changes)
          if ('incident' in change) check(given, change, before.get(change.incident.id))
      return answer
    },
  }
}
