import type { PageEvent } from '../../src/domain/page.ts'
import type { Coverage } from '../coverage.ts'
import type { Watching, World } from '../world.ts'
import { createDoneLaws } from './done.ts'
import { createEditLaws } from './edited.ts'
import { createHeldLaws } from './held.ts'
import type { Broken } from './law.ts'
import { createLimitLaws } from './limited.ts'
import { createPostedLaws } from './posted.ts'
import { createEffectLaws } from './runs/effects.ts'
import { createRunSavedLaws } from './runs/saved.ts'
import { createSavedLaws } from './saved.ts'
import { createScheduleLaws } from './schedules/saved.ts'
import { createWeightLaws } from './weighed.ts'

/** The laws that hold at every moment look whenever something is written, posted, told or changed. */
export function createWatching(
  world: () => World,
  coverage: Coverage,
  broken: Broken,
  told: (event: PageEvent) => void,
) {
  let aside = new Set<string>()
  let savedAt = new Map<string, number>()
  let held: ReturnType<typeof createHeldLaws>
  let posted: ReturnType<typeof createPostedLaws>
  let weighed: ReturnType<typeof createWeightLaws>
  const runLaws = createRunSavedLaws(world, coverage, broken)
  const scheduleLaws = createScheduleLaws(world, broken)
  const limitLaws = createLimitLaws(broken)

  const watching: Watching = {
    kept(kept, memory) {
      const saved = createSavedLaws(memory, coverage, broken)
      const done = createDoneLaws(memory, () => world().slack, broken)
      held = createHeldLaws(memory, broken)
      weighed = createWeightLaws(memory, () => world().weather, broken)
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
    told,
    asked: kept => ({
      ...kept,
      ...weighed(kept),
      queue: held(kept.queue),
      lanes: limitLaws.kept(kept.lanes, world()),
    }),
    effected: createEffectLaws(world, runLaws.heldBack, broken),
    edited: createEditLaws(world, broken),
    posted: (mark, tookMs) => posted(world().slack, mark, tookMs),
  }

  return {
    watching,
    /** The jobs that were put aside. */
    aside: () => aside,
    /** When each incident and run was saved last. */
    savedAt: () => new Map([...savedAt, ...runLaws.savedAt]),
  }
}
