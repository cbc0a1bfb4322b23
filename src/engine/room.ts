export interface RoomOptions {
  /** Jobs in hand at once. */
  concurrency: number
  /** Jobs in hand at once of one system, whose last were claimed so late, in real milliseconds. */
  ofOne: (lateMs: number) => number
  /** Jobs claimed at once at most: half of what is in hand is done while the other half is asked for. */
  atOnce: number
  systems: number
}

/** How much a worker may have in hand. */
export function createRoom({ concurrency, ofOne, atOnce, systems }: RoomOptions) {
  const waiting = new Set<() => void>()
  /** So much room is kept for jobs that are being claimed. */
  let reserved = 0
  /** All systems can be looked at together. */
  const share = Math.max(1, Math.floor(concurrency / systems))

  function changed(): void {
    for (const goOn of waiting) goOn()
    waiting.clear()
  }

  return {
    /** Something is in hand no longer. */
    changed,
    change: () => new Promise<void>(resolve => waiting.add(resolve)),
    /** How many jobs of a system may be claimed now, of which so many are in hand, and so many in all; none where it is below 1. */
    left: (own: number, all: number, lateMs: number): number =>
      Math.min(concurrency - all - reserved, ofOne(lateMs) - own, atOnce, share),
    async keptFor<T>(limit: number, claiming: () => Promise<T>): Promise<T> {
      reserved += limit
      try {
        return await claiming()
      } finally {
        reserved -= limit
        changed()
      }
    },
  }
}
