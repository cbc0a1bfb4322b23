import type { SecretReference } from '../domain/runbook/secret-reference.ts'

/** Whose answers: a system's, and within it what goes together. */
export interface AnswersOf {
  system: string
  scope: string
}

/** What a step has answered: a text, or of a secret only where it is. */
export type StepValue = string | SecretReference

/** What steps of runbooks have answered, for the steps below them; kept for a while. No secret is among it. */
export interface StepAnswers {
  /** By the names of the holes that they fill. */
  of(whose: AnswersOf): Promise<Map<string, StepValue>>
  keep(whose: AnswersOf, answers: ReadonlyMap<string, StepValue>): Promise<void>
}
