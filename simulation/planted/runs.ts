import type { Command, RunCommand } from '../../src/engine/command.ts'
import type { Maker } from '../../src/ports/calls/call.ts'
import type { Change, Save } from '../../src/ports/store.ts'
import type { Planted } from '../engine.ts'
import { system } from '../system.ts'

/** Whether a call is about to be made that changes something outside. */
const isBegin = ({ audit, changes }: Save) =>
  audit.some(({ what }) => what === 'run starting') &&
  changes.some(change => 'run' in change && change.run.plan.resources.length > 0)

/** Whoever says yes says it to whatever is asked for by now. */
export const anyDigest: NonNullable<Planted['runs']> = runs => ({
  ...runs,
  apply: (run, event, operation) =>
    runs.apply(run, event.type === 'approve' ? { ...event, digest: run.digest } : event, operation),
})

/** Whoever asks for a change may say yes to it. */
export const ownYes: Partial<Planted> = {
  commands: commands =>
    commands.map(command => {
      const { notByRequester: _, ...others } = command as RunCommand
      return others as Command
    }),
  runs: runs => ({
    ...runs,
    apply: (run, event, operation) =>
      runs.apply(
        run,
        { ...event, by: { ...event.by, ...(event.type === 'approve' && { via: 'belay' }) } },
        operation,
      ),
  }),
}

/** Nobody looks whether somebody else has what they change. */
export const noLock: NonNullable<Planted['kept']> = (kept, { memory }) => {
  let asks: string | undefined
  return {
    ...kept,
    store: {
      ...kept.store,
      run: (of, id) => {
        asks = id
        return kept.store.run(of, id)
      },
      lock: async (of, resource) => {
        const found = await kept.store.lock(of, resource)
        return found?.value.run === asks ? found : undefined
      },
      save: save => {
        const { states } = memory.of(system.system)
        const taken = (change: Change): Change =>
          'resource' in change
            ? { ...change, expected: states.get(`lock:${change.resource}`)?.version }
            : change
        return kept.store.save({ ...save, changes: save.changes.map(taken) })
      },
    },
  }
}

/** A call is made before it is kept that it will be. */
export const callFirst: NonNullable<Planted['kept']> = (kept, { scheduler }) => ({
  ...kept,
  store: {
    ...kept.store,
    async save(save) {
      if (!isBegin(save)) return kept.store.save(save)
      scheduler.after(1_000, () => void kept.store.save(save))
      return 'saved'
    },
  },
})

const every =
  (change: Partial<Maker>): Planted['makers'] =>
  makers =>
    new Map([...makers].map(([action, sound]) => [action, { ...sound, ...change }]))

/** Whoever finds a call about to be made makes it, without a look whether it was. */
export const noLook = every({ look: async () => ({ is: 'before' }) })

/** What does not say what is to be, but what to do, is sent again. */
export const again = every({ repeatable: true })

const saving =
  (change: (save: Save) => Save): NonNullable<Planted['kept']> =>
  kept => ({ ...kept, store: { ...kept.store, save: save => kept.store.save(change(save)) } })

/** What is for a while stays. */
export const noUndo = saving(save => ({
  ...save,
  orders: save.orders.filter(({ job }) => job.kind !== 'run-timer' || job.timer !== 'undo'),
}))

/** Who is done with something keeps its lock. */
export const noRelease = saving(save => ({
  ...save,
  changes: save.changes.filter(change => !('resource' in change) || change.lock?.run !== undefined),
}))

/** What came back is not in the audit. */
export const noAnswer = saving(save => ({
  ...save,
  audit: save.audit.filter(({ what }) => what !== 'run started'),
}))

/** What Redis has lost nobody minds. */
export const noEpoch: NonNullable<Planted['kept']> = kept => ({
  ...kept,
  store: { ...kept.store, historyLostAt: async () => undefined },
})
