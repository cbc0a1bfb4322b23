import type { Store } from '../ports/store.ts'

/** Numbers for incidents, drawn before it is known that one is needed: one that is not is the next incident's. */
export function createNumbers(store: Pick<Store, 'nextNumber'>) {
  const spare: number[] = []
  return {
    draw: async (): Promise<number> => spare.shift() ?? (await store.nextNumber()),
    giveBack: (number: number): void => void spare.push(number),
  }
}
