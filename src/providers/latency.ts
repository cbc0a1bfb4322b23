import { inWords } from '../domain/duration.ts'

/** How long something took, as a person reads it: "40 ms", "2.4 s", "2 min". */
export function latency(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 10_000) return `${Number((ms / 1_000).toFixed(1))} s`
  return inWords(ms)
}
