/** Whose answers: a system's, and within it what goes together. */
export interface AnswersOf {
  system: string
  scope: string
}

/** What steps of runbooks have answered, for the steps below them; kept for a while. No secret is among it. */
export interface StepAnswers {
  /** By the names of the holes that they fill. */
  of(whose: AnswersOf): Promise<Map<string, string>>
  keep(whose: AnswersOf, answers: ReadonlyMap<string, string>): Promise<void>
}
