import { setTimeout as pause } from 'node:timers/promises'

const everyMs = 4
/** What has not come within seconds is looked for this often: many looks keep a busy machine from what they wait for. */
const rarelyMs = 25
/** A machine that is shared by many may give a story a tenth of a processor. */
const longestMs = 60_000

/** For vi.waitFor, whose own limit of a second is short where many tests share a machine. */
export const patience = { timeout: longestMs, interval: everyMs }

/**
 * Looks until it is so, less and less often, and hands on what was seen. A look that throws is not so yet; its last error is
 * told at the end.
 */
export async function eventually<T>(
  look: () => T | Promise<T>,
  limitMs = longestMs,
  pauseMs = everyMs,
): Promise<Exclude<T, false | null | undefined>> {
  const began = performance.now()
  for (;;) {
    let missing: unknown = new Error(`never so: ${look}`)
    try {
      const seen = await look()
      if (seen) return seen as Exclude<T, false | null | undefined>
    } catch (error) {
      missing = error
    }
    const waitedMs = performance.now() - began
    if (waitedMs > limitMs) throw missing
    await pause(Math.max(pauseMs, Math.min(rarelyMs, waitedMs / 20)))
  }
}
