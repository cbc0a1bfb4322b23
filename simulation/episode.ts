import { standingJobs } from '../src/app/standing.ts'
import { clocks } from '../src/domain/clocks.ts'
import { isOpen } from '../src/domain/incident.ts'
import { runClocks } from '../src/domain/run/clocks.ts'
import { isOver } from '../src/domain/run/run.ts'
import type { Coverage } from './coverage.ts'
import type { Planted } from './engine.ts'
import { checkAccepted } from './laws/accepted.ts'
import { checkDeleted } from './laws/deleted.ts'
import { createDoneLaws } from './laws/done.ts'
import { createEditLaws } from './laws/edited.ts'
import { createHeldLaws } from './laws/held.ts'
import { incidentsIn, locksIn, runsIn } from './laws/law.ts'
import { createLimitLaws } from './laws/limited.ts'
import { unlessLost } from './laws/lossy.ts'
import { checkLost } from './laws/lost.ts'
import { createPostedLaws } from './laws/posted.ts'
import { type Accepted, checkQuiet, later } from './laws/quiet.ts'
import { createEffectLaws } from './laws/runs/effects.ts'
import { checkClosed, checkExposed } from './laws/runs/exposed.ts'
import { checkRunsQuiet } from './laws/runs/quiet.ts'
import { createRunSavedLaws } from './laws/runs/saved.ts'
import { createSavedLaws } from './laws/saved.ts'
import { checkSchedulesQuiet, checkSeenTo, type Ticked } from './laws/schedules/quiet.ts'
import { createScheduleLaws } from './laws/schedules/saved.ts'
import { createChangers } from './outside/changers.ts'
import { createDeleters } from './outside/deleters.ts'
import { createDoor, type Door } from './outside/door.ts'
import { createKeepers } from './outside/keepers.ts'
import { createMonitor } from './outside/monitor.ts'
import { createPages } from './outside/pages.ts'
import { createPeople } from './outside/people.ts'
import { type Process, startProcess } from './process.ts'
import { system } from './system.ts'
import { createWorld, type World } from './world.ts'

export interface Violation {
  law: string
  how: string
  seed: number
  /** After how many steps of the episode. */
  steps: number
  last: string[]
}

export interface EpisodeResult {
  steps: number
  faults: Map<string, number>
  violation?: Violation
}

export interface EpisodeOptions {
  seed: number
  /** So many steps are full of trouble; after that everything is let come to rest. */
  steps: number
  coverage: Coverage
  planted?: Partial<Planted>
}

/** How long what is fair takes at most until everything is done, in real milliseconds. */
const restMs = 240_000
/** How late a level may be entered when nothing has been wrong for a while. */
const lateMs = 60_000

/** One seed, from an empty Redis to rest: trouble of every kind, then none, then what must hold. */
export async function episode({ seed, steps, coverage, planted }: EpisodeOptions): Promise<EpisodeResult> {
  let violation: Violation | undefined
  const accepted: Omit<Accepted, 'aside'> = { pages: new Set(), texts: new Map() }
  const ticked: Ticked[] = []
  const processes: Process[] = []
  let door: Door
  const broken = unlessLost(
    () => world.loss,
    (law, how) => {
      violation ??= { law, how, seed, steps: world.trace.steps(), last: world.trace.last(40_000) }
    },
  )
  let aside = new Set<string>()
  let savedAt = new Map<string, number>()
  let held: ReturnType<typeof createHeldLaws>
  let posted: ReturnType<typeof createPostedLaws>
  const runLaws = createRunSavedLaws(() => world, coverage, broken)
  const scheduleLaws = createScheduleLaws(() => world, broken)
  const limitLaws = createLimitLaws(broken)
  const edited = createEditLaws(() => world, broken)
  const effected = createEffectLaws(() => world, runLaws.heldBack, broken)
  const world: World = createWorld(seed, {
    kept(kept, memory) {
      const saved = createSavedLaws(memory, coverage, broken)
      const done = createDoneLaws(memory, () => world.slack, broken)
      held = createHeldLaws(memory, broken)
      aside = done.aside
      savedAt = saved.savedAt
      posted = createPostedLaws(memory, saved.leftAt, broken)
      return {
        ...kept,
        store: {
          ...kept.store,
          save: save =>
            saved.save(one => runLaws.save(two => scheduleLaws.save(kept.store.save, two), one), save),
        },
        queue: {
          ...kept.queue,
          done: (of, claim) => done.done(kept.queue.done, of, claim),
          park: (of, claim, why) => done.park(kept.queue.park, of, claim, why),
        },
      }
    },
    early: limitLaws.early,
    told: event =>
      door.tell(event, () => {
        checkAccepted(world.memory, event, broken)
        if (event.page) accepted.pages.add(event.pageId)
      }),
    asked: kept => ({ ...kept, queue: held(kept.queue), lanes: limitLaws.kept(kept.lanes, world) }),
    effected,
    edited,
    posted: (mark, tookMs) => posted(world.slack, mark, tookMs),
  })
  const { scheduler, memory, weather, trace, chance } = world
  door = createDoor(world, () => processes)
  const pages = createPages(world)
  const monitor = createMonitor(world, door)
  const people = createPeople(
    world,
    door,
    () => incidentsIn(memory),
    ({ incident, text }) => {
      if (text !== undefined) accepted.texts.set(text, incident)
    },
  )
  const changers = createChangers(
    world,
    door,
    () => runsIn(memory),
    () => incidentsIn(memory).find(one => isOpen(one) && one.severity === 'P1')?.id,
  )
  const keepers = createKeepers(world, door, one => ticked.push(one))
  const deleters = createDeleters(world)
  const count = chance.happens(0.5) ? 2 : 3
  for (let i = 1; i <= count; i++) processes.push(startProcess(world, `process ${i}`, planted))
  await world.kept.queue.order(system.system, [
    ...standingJobs(system, true).map(job => ({ job, due: memory.clock.now(), when: 'earlier' as const })),
  ])

  weather.begin()
  world.limits.begin()
  pages.begin()
  monitor.begin()
  people.begin()
  changers.begin()
  keepers.begin()
  deleters.begin()
  world.loss.begin()
  await scheduler.run(() => !violation && trace.steps() < steps)

  const during = (ms: number) => {
    const until = scheduler.now() + ms
    return scheduler.run(() => !violation && scheduler.now() < until)
  }
  weather.end()
  world.limits.end()
  door.fair()
  pages.end()
  monitor.end()
  people.end()
  changers.end()
  keepers.end()
  deleters.end()
  world.aws.fair()
  await during(2 * lateMs)
  const now = memory.clock.now()
  for (const incident of incidentsIn(memory)) {
    for (const [timer, due] of Object.entries(clocks(incident))) {
      const late = (now - due) / memory.clock.rate()
      if (late > lateMs)
        broken('each deadline on time', `${timer} of ${incident.id} is ${Math.round(late)} ms late`)
    }
  }
  checkExposed(world, lateMs, broken)
  checkSeenTo(world, lateMs, broken)
  const restBy = scheduler.now() + restMs
  const isAtRest = () => {
    if (incidentsIn(memory).some(isOpen)) return false
    if (runsIn(memory).some(run => !isOver(run) || runClocks(run).undo !== undefined)) return false
    const { jobs } = memory.of(system.system)
    return [...jobs.all.values()].every(({ kind }) => later.includes(kind) || kind === 'reconcile')
  }
  while (!violation && scheduler.now() < restBy && !isAtRest()) {
    for (const incident of incidentsIn(memory)) if (isOpen(incident)) people.resolve(incident)
    for (const run of runsIn(memory)) changers.settle(run)
    keepers.settle()
    changers.close()
    for (const lock of locksIn(memory)) changers.unlock(lock)
    await during(15_000)
  }
  if (!violation) checkQuiet(world, { ...accepted, aside }, broken)
  if (!violation) checkRunsQuiet(world, aside, broken)
  if (!violation) checkDeleted(world, aside, new Map([...savedAt, ...runLaws.savedAt]), broken)
  if (!violation) checkClosed(world, broken)
  if (!violation) checkSchedulesQuiet(world, ticked, broken)
  if (!violation) checkLost(world, broken)
  return { steps: trace.steps(), faults: world.faults, ...(violation && { violation }) }
}
