import { standingJobs } from '../src/app/standing.ts'
import { isOpen } from '../src/domain/incident.ts'
import { runClocks } from '../src/domain/run/clocks.ts'
import { isOver } from '../src/domain/run/run.ts'
import type { Coverage } from './coverage.ts'
import type { Planted } from './engine.ts'
import { checkAccepted } from './laws/accepted.ts'
import { checkDeleted } from './laws/deleted.ts'
import { incidentsIn, runsIn } from './laws/law.ts'
import { unlessLost } from './laws/lossy.ts'
import { checkLost } from './laws/lost.ts'
import { checkOnTime } from './laws/on-time.ts'
import { type Accepted, checkQuiet, rests } from './laws/quiet.ts'
import { checkClosed, checkExposed } from './laws/runs/exposed.ts'
import { checkRunsQuiet } from './laws/runs/quiet.ts'
import { checkSchedulesQuiet, checkSeenTo, type Ticked } from './laws/schedules/quiet.ts'
import { createWatching } from './laws/watching.ts'
import { createDoor, type Door } from './outside/door.ts'
import { createEverybody } from './outside/everybody.ts'
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
  const accepted: Omit<Accepted, 'aside'> = {
    pages: new Set(),
    texts: new Map(),
    news: new Map(),
  }
  const ticked: Ticked[] = []
  const processes: Process[] = []
  let door: Door
  const broken = unlessLost(
    () => world.loss,
    (law, how) => {
      violation ??= { law, how, seed, steps: world.trace.steps(), last: world.trace.last(40_000) }
    },
  )
  const laws = createWatching(
    () => world,
    coverage,
    broken,
    event =>
      door.tell(event, () => {
        checkAccepted(world.memory, event, broken)
        if (event.page) accepted.pages.add(event.pageId)
        if (event.news) accepted.news.set(event.id, event)
      }),
  )
  const world: World = createWorld(seed, laws.watching)
  const { scheduler, memory, trace, chance } = world
  door = createDoor(world, () => processes)
  const everybody = createEverybody(world, door, { texts: accepted.texts, ticked })
  const count = chance.happens(0.5) ? 2 : 3
  for (let i = 1; i <= count; i++) processes.push(startProcess(world, `process ${i}`, planted))
  await world.kept.queue.order(
    system.system,
    standingJobs(system, true).map(({ job }) => ({ job, due: memory.clock.now(), when: 'earlier' })),
  )

  everybody.begin()
  await scheduler.run(() => !violation && trace.steps() < steps)

  const during = (ms: number) => {
    const until = scheduler.now() + ms
    return scheduler.run(() => !violation && scheduler.now() < until)
  }
  everybody.end()
  await during(2 * lateMs)
  checkOnTime(memory, lateMs, broken)
  checkExposed(world, lateMs, broken)
  checkSeenTo(world, lateMs, broken)
  const restBy = scheduler.now() + restMs
  const isAtRest = () => {
    if (incidentsIn(memory).some(isOpen)) return false
    if (runsIn(memory).some(run => !isOver(run) || runClocks(run).undo !== undefined)) return false
    const { jobs } = memory.of(system.system)
    return [...jobs.all.values()].every(rests)
  }
  while (!violation && scheduler.now() < restBy && !isAtRest()) {
    everybody.settle()
    await during(15_000)
  }
  if (!violation) checkQuiet(world, { ...accepted, aside: laws.aside() }, broken)
  if (!violation) checkRunsQuiet(world, laws.aside(), broken)
  if (!violation) checkDeleted(world, laws.aside(), laws.savedAt(), broken)
  if (!violation) checkClosed(world, laws.aside(), broken)
  if (!violation) checkSchedulesQuiet(world, ticked, laws.aside(), broken)
  if (!violation) checkLost(world, laws.aside(), broken)
  return { steps: trace.steps(), faults: world.faults, ...(violation && { violation }) }
}
