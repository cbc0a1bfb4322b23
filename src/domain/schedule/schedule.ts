import type { Actor } from '../actor.ts'
import type { Plan } from '../run/plan.ts'

/** What a schedule is for: a list to go through, or a change. */
export type ScheduleKind = 'checklist' | 'change'

/** What became of a time that was due. */
export interface Occurrence {
  dueAt: number
  at: number
  /** What it began, or why nothing. */
  run?: string
  checklist?: string
  why?: string
}

/** What is kept of something that comes back; when it is due follows from its file. */
export interface Schedule {
  schema: 1
  /** `checklist/morning`, `change/weekly-snapshot`. */
  id: string
  /** SHA-256 of what its file says: another text is another schedule. */
  digest: string
  /** Up to then everything has been seen to. */
  since: number
  /** Of a change: what it would be as things stood when it was asked for, or why that cannot be planned. */
  plan?: Plan
  why?: string
  /** So many approvers have to allow it, as far as that was known then. */
  required: number
  allowed: { by: Actor; at: number }[]
  /** Somebody wants it no more. */
  stopped?: { by: Actor; at: number }
  last?: Occurrence
}

export const idOf = (kind: ScheduleKind, name: string): string => `${kind}/${name}`

/** Whether its text may be carried out, as far as approvals go. */
export const isAllowed = ({ allowed, required, stopped }: Schedule): boolean =>
  !stopped && allowed.length >= Math.max(1, required)
