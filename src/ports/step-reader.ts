import type { Json } from '../domain/run/plan.ts'
import type { Account } from './probes.ts'

/** A command that only reads, with all its holes filled. */
export interface FilledRead {
  operation: string
  input: Record<string, Json>
}

/** What it answered: a tree, or text as it came. */
export type StepAnswer = { json: Json } | { text: string }

/** Carries out what only reads, of one kind. Faults are `OutsideError`s and `UserError`s. */
export type StepReader = (read: FilledRead, place: Account) => Promise<StepAnswer>
