import { isOpen } from '../../src/domain/incident.ts'
import { incidentsIn, locksIn, runsIn } from '../laws/law.ts'
import type { Accepted } from '../laws/quiet.ts'
import type { Ticked } from '../laws/schedules/quiet.ts'
import type { World } from '../world.ts'
import { createChangers } from './changers.ts'
import { createDeleters } from './deleters.ts'
import type { Door } from './door.ts'
import { createKeepers } from './keepers.ts'
import { createMonitor } from './monitor.ts'
import { createNews } from './news.ts'
import { createPages } from './pages.ts'
import { createPeople } from './people.ts'

/** What those outside have been promised is noted: the texts that were taken, and what was ticked. */
interface Noted {
  texts: Accepted['texts']
  ticked: Ticked[]
}

/** Everybody around Belay, and the trouble that they and it are in. */
export function createEverybody(world: World, door: Door, { texts, ticked }: Noted) {
  const { memory, weather } = world
  const pages = createPages(world)
  const news = createNews(world)
  const monitor = createMonitor(world, door)
  const people = createPeople(
    world,
    door,
    () => incidentsIn(memory),
    ({ incident, text }) => {
      if (text !== undefined) texts.set(text, incident)
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

  return {
    begin(): void {
      weather.begin()
      world.limits.begin()
      pages.begin()
      news.begin()
      monitor.begin()
      people.begin()
      changers.begin()
      keepers.begin()
      deleters.begin()
      world.loss.begin()
    },
    /** Nobody wants anything new, and nothing goes wrong any more. */
    end(): void {
      weather.end()
      world.limits.end()
      door.fair()
      pages.end()
      news.end()
      monitor.end()
      people.end()
      changers.end()
      keepers.end()
      deleters.end()
      world.aws.fair()
    },
    /** Whatever still waits for a person gets one, who does what is right. */
    settle(): void {
      for (const incident of incidentsIn(memory)) if (isOpen(incident)) people.resolve(incident)
      for (const run of runsIn(memory)) changers.settle(run)
      keepers.settle()
      changers.close()
      for (const lock of locksIn(memory)) changers.unlock(lock)
    },
  }
}
