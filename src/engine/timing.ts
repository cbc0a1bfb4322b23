/** A process's own steady clock, and being woken by it: real milliseconds, apart from what time it is. */
export interface Timing {
  now(): number
  /** Calls `act` once, after so long; what it answers calls that off. */
  after(ms: number, act: () => void): () => void
}

/** That of the process this runs in. */
export const steady: Timing = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}
