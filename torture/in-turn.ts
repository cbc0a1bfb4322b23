import { setTimeout as sleep } from 'node:timers/promises'

/** Each when its time has come, in milliseconds from now on. */
export async function* inTurn<T>(all: readonly T[], atOf: (one: T) => number): AsyncGenerator<T> {
  const from = performance.now()
  for (const one of all) {
    await sleep(Math.max(0, atOf(one) - (performance.now() - from)))
    yield one
  }
}
