import type { Matcher } from '../domain/matchers.ts'
import { withoutMark } from './calls/call.ts'

export interface Silence {
  id: string
  matchers: Matcher[]
  startsAt: number
  endsAt: number
  createdBy: string
  comment: string
  state: 'active' | 'pending' | 'expired'
}

export interface FiringAlert {
  name: string
  labels: Record<string, string>
  startsAt: number
  /** Ids of the silences that hide it already. */
  silencedBy: string[]
}

/** Alertmanager, as plans read it. Faults are `OutsideError`s in words. */
export interface Silences {
  list(url: string): Promise<Silence[]>
  /** The alerts that fire now and that these matchers fit. */
  matching(url: string, matchers: Matcher[]): Promise<FiringAlert[]>
}

/**
 * What a silence goes on as while it is not over: itself or, where it was made longer, the one that Alertmanager began
 * in its place. That has its comment, which is no other's if a run's mark is in it.
 */
export const goingOn = (all: Silence[], { id, comment }: Silence): Silence[] =>
  all.filter(
    one =>
      one.state !== 'expired' &&
      (one.id === id || (one.comment === comment && comment !== withoutMark(comment))),
  )
