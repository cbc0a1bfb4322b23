/** Everything that a run leaves to chance comes from one of these, so that the same seed is the same run. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number
  happens(probability: number): boolean
  between(from: number, to: number): number
  /** A time to wait for something that comes every `mean` milliseconds or so. */
  around(mean: number): number
  pick<T>(from: readonly T[]): T
  /** One by its weight. */
  weighed<T extends string>(weights: Partial<Record<T, number>>): T
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0
  /** mulberry32 */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    happens: probability => next() < probability,
    between: (from, to) => from + next() * (to - from),
    around: mean => -Math.log(1 - next()) * mean,
    pick: from => from[Math.floor(next() * from.length)]!,
    weighed<T extends string>(weights: Partial<Record<T, number>>): T {
      const all = Object.entries(weights) as [T, number][]
      let left = next() * all.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [name, weight] of all) if ((left -= weight) < 0) return name
      return all.at(-1)![0]
    },
  }
}
