import type { Planted } from '../engine.ts'

/** Whoever tells something hears that it is taken before it is owed. */
export const answerFirst: NonNullable<Planted['intake']> = (intake, later) => ({
  ...intake,
  async receive(event) {
    later(100, () => void intake.receive(event).catch(() => {}))
    return 'taken'
  },
})
