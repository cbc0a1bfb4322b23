import { newerSchema, OutsideError } from '../domain/errors.ts'
import { NotYet } from './performer.ts'

const firstMs = 250
const longestMs = 30_000
/** How long an outside that is away is left alone at most: less for what somebody is called by. */
const awayMs = { urgent: 5_000, other: 15_000 }
/** What an outside gets that asks to wait for no time at all: asked at once it would say so again. */
const leastMs = 1_000

/** Doubles with each attempt, up to half a minute, with jitter so that processes do not knock together. */
export function backoffMs(attempts: number, random: number): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(attempts, 16))
  return Math.round(ceiling * (0.5 + random / 2))
}

/**
 * An outside that is away is asked again when what is owed is twice as late, with the same jitter: so that it is not
 * asked for ever at the pace of the first seconds, and nothing waits long once it is back.
 */
export function untilBackMs(isUrgent: boolean, lateMs: number, random: number): number {
  const ceiling = Math.max(firstMs, Math.min(lateMs, isUrgent ? awayMs.urgent : awayMs.other))
  return Math.round(ceiling * (0.5 + random / 2))
}

/** Asking again will not help. A token that is refused is another matter: it is put right, and then it does. */
export const isFinal = (error: unknown): error is OutsideError =>
  error instanceof OutsideError && error.fault.fault === 'refused' && error.fault.code !== '401'

/** Whether an attempt that failed so has certainly sent nothing. */
export const isUnsent = (error: unknown): boolean =>
  error instanceof NotYet || (error instanceof OutsideError && error.fault.effect === 'none')

/** What a failure means: after how long to try again (undefined: after a back-off), whether it is counted, and leads to giving up. */
export function verdict(error: unknown): {
  waitMs?: number | undefined
  counts: boolean
  parks: boolean
  why: string
} {
  if (error instanceof NotYet)
    return { waitMs: error.afterMs, counts: false, parks: false, why: error.message }
  if (error instanceof OutsideError) {
    const { fault, code, retryAfterMs } = error.fault
    const waitMs = retryAfterMs === 0 ? leastMs : retryAfterMs
    const counts = fault === 'refused'
    return { waitMs, counts, parks: counts && code !== newerSchema, why: error.message }
  }
  return { counts: true, parks: true, why: error instanceof Error ? error.message : String(error) }
}

/** Which of several failures says when to try again: what only has to wait, before what has failed. */
export const mostHopeful = (failures: unknown[]): unknown =>
  failures.find(error => !verdict(error).parks) ?? failures[0]
