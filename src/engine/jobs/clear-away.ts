import { belay } from '../../domain/actor.ts'
import { isOver } from '../../domain/run/run.ts'
import type { MakerSource } from '../../ports/calls/call.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Store } from '../../ports/store.ts'
import { leftToNewer, type Performer } from '../performer.ts'
import { callMs } from '../runs/work.ts'
import { nameOf } from '../saving.ts'

/**
 * Clears away what was prepared for a change that was declined, or came to nothing otherwise: each call looks first, and
 * says what is to be, so that twice is once.
 */
export const clearAway =
  (store: Store, makers: MakerSource, clock: Clock): Performer<'clear-away'> =>
  async ({ system, job, guard }) => {
    const run = (await store.run(system, job.run))?.value
    if (!run || !isOver(run) || run.state === 'succeeded') return
    for (const [i, call] of (run.plan.otherwise ?? []).entries()) {
      const maker = await makers.get(call.action)
      if (!maker) throw leftToNewer(`how to make ${call.action}`)
      const made = { run: run.id, step: run.steps.length + i }
      if ((await maker.look(call.params, made)).is !== 'before') continue
      await store.save({
        system,
        operation: `${run.id}:clear-away:${i}`,
        changes: [],
        orders: [],
        cancelled: [],
        audit: [
          { at: clock.now(), by: nameOf(belay), what: 'run clear-away', detail: { run: run.id, call } },
        ],
      })
      guard(callMs)
      await maker.start(call.params, made, () => guard(callMs))
    }
  }
