import { newerSchema, OutsideError } from '../domain/errors.ts'
import { NotYet } from './performer.ts'

const firstMs = 250
const longestMs = 30_000

/** Doubles with each attempt, up to half a minute, with jitter so that processes do not knock together. */
export function backoffMs(attempts: number, random = Math.random()): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(attempts, 16))
  return Math.round(ceiling * (0.5 + random / 2))
}

/** What a failure means: when to try again (undefined: after a back-off), and whether it counts towards giving up. */
export function verdict(
  error: unknown,
  attempts: number,
): { afterMs?: number; counts: boolean; why: string } {
  if (error instanceof NotYet) return { afterMs: error.afterMs, counts: false, why: error.message }
  if (error instanceof OutsideError) {
    const { fault, code, retryAfterMs } = error.fault
    const afterMs = retryAfterMs ?? backoffMs(attempts)
    return { afterMs, counts: fault === 'refused' && code !== newerSchema, why: error.message }
  }
  return { counts: true, why: error instanceof Error ? error.message : String(error) }
}
