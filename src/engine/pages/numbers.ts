import type { Clock } from '../../ports/clock.ts'
import type { Store } from '../../ports/store.ts'

/** After a loss of history Redis counts anew from before: what it gave then is not used long after. */
const keptMs = 60_000

/** Numbers for incidents. One may be drawn before it is known that it is needed; if it is not, the next incident has it. */
export function createNumbers({ store, clock }: { store: Pick<Store, 'nextNumber'>; clock: Clock }) {
  let spare: { number: number; until: number }[] = []
  const keep = (number: number): void => void spare.push({ number, until: clock.now() + keptMs })
  return {
    giveBack: keep,
    async ahead(): Promise<void> {
      spare = spare.filter(({ until }) => until > clock.now())
      if (spare.length === 0) keep(await store.nextNumber())
    },
    next: async (): Promise<number> => spare.shift()?.number ?? (await store.nextNumber()),
  }
}
export type Numbers = ReturnType<typeof createNumbers>
