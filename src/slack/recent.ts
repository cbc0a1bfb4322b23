/** Remembers what came lately, in this process; what is older than `keepMs`, or beyond `most`, is forgotten. */
export function createRecent({ keepMs, most, now }: { keepMs: number; most: number; now(): number }) {
  const seen = new Map<string, number>()

  function forgetOld(): void {
    const before = now() - keepMs
    for (const [id, at] of seen) {
      if (at > before && seen.size <= most) return
      seen.delete(id)
    }
  }

  return {
    /** True the first time, false when it was there already. */
    add(id: string): boolean {
      forgetOld()
      if (seen.has(id)) return false
      seen.set(id, now())
      return true
    },
    forget(id: string): void {
      seen.delete(id)
    },
  }
}
