import type { Matcher } from '../domain/matchers.ts'

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
