/** Timers to be set, and fired `leadMs` from now on: all at once, or spread over some time. */
export interface Timers {
  count: number
  leadMs: number
  overMs: number
}

/** When each is due, in milliseconds since the epoch. */
export function dues({ count, leadMs, overMs }: Timers): number[] {
  const first = Date.now() + leadMs
  return Array.from({ length: count }, (_, i) => first + Math.floor((i * overMs) / count))
}

/** Collects how late timers fire, in milliseconds, until so many have. */
export function createLatenesses(count: number) {
  const late: number[] = []
  let resolve: (late: number[]) => void = () => {}
  const all = new Promise<number[]>(done => {
    resolve = done
  })
  return {
    all,
    add(due: number): void {
      late.push(performance.timeOrigin + performance.now() - due)
      if (late.length === count) resolve(late)
    },
  }
}
