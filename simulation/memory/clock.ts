import type { Dial } from '../../src/store/clock.ts'
import type { SharedClock } from '../../src/store/shared-clock.ts'

/** A clock that can be hurried, as Redis keeps it, over the real milliseconds that `real` tells. */
export function createMemoryClock(real: () => number): SharedClock {
  let dial: Dial = { base: real(), since: real(), rate: 1 }
  const now = () => dial.base + (real() - dial.since) * dial.rate
  return {
    now: () => Math.floor(now()),
    wall: () => Math.floor(real()),
    redis: () => Math.floor(real()),
    rate: () => dial.rate,
    dial: () => dial,
    async sync() {},
    stop() {},
    async set({ rate }) {
      dial = { base: now(), since: real(), rate }
    },
    async advance(ms) {
      dial = { base: now() + ms, since: real(), rate: dial.rate }
    },
  }
}
