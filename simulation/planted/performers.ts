import type { Incident } from '../../src/domain/incident.ts'
import type { Rung } from '../../src/domain/jobs.ts'
import type { Performer, Performers } from '../../src/engine/performer.ts'
import { createPerformers } from '../../src/engine/performers.ts'
import type { Planted } from '../engine.ts'

type Plant = NonNullable<Planted['performers']>

/** Nobody asks whether the lease still holds before something is sent. */
export const noGuard: Plant = (_, sound) =>
  Object.fromEntries(
    Object.entries(sound).map(([kind, perform]) => [
      kind,
      (inHand: Parameters<Performer>[0]) => (perform as Performer)({ ...inHand, guard() {} }),
    ]),
  ) as Performers

/** A level is told whether or not the incident still asks for it. */
export const noCheck: Plant = (deps, sound) => {
  const asked = ({ cycle, climb, level }: Rung) => ({ state: 'triggered', cycle, climb, level }) as const
  const pretending = (rung: Rung): Performers =>
    createPerformers({
      ...deps,
      store: {
        ...deps.store,
        async incident(system, id) {
          const found = await deps.store.incident(system, id)
          return found && { ...found, value: { ...found.value, ...asked(rung) } as Incident }
        },
      },
    })
  return {
    ...sound,
    page: inHand => pretending(inHand.job).page!(inHand),
    mention: inHand => pretending(inHand.job).mention!(inHand),
  }
}
